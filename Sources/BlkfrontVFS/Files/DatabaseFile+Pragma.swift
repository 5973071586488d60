// SPDX-License-Identifier: MIT
// The pragmas that a main file answers itself (SQLITE_FCNTL_PRAGMA): the disk's durability and
// counters, and the commit mode. `commit` alone is a keyword and must be quoted as a pragma's name:
// PRAGMA "commit" = ordered.
//
//   PRAGMA commit_mode       the mode of this connection; = durable, ordered or gathered sets it
//   PRAGMA flush             makes committed transactions durable
//   PRAGMA durability_class  volatile, write-through, flush or barrier
//   PRAGMA page_checksums    on, off, or new for a database without pages
//   PRAGMA commit_log        whether transactions are batches without a journal: on, off, or new
//                            for a database without pages
//   PRAGMA io_counters       the disk's operations, of all databases together
//   PRAGMA page_size = n     SQLite's own; refused for sizes that the database cannot have

import BlockIO
import CSQLite
import CompactStrings
import DiskVolume

extension DatabaseFile {
    /// Answers our own pragmas. Returns `false` for SQLite's.
    ///
    /// - Safety: `argument` must be SQLite's three strings: room for an answer, the name, the value
    ///   or NULL.
    @unsafe func pragma(_ argument: UnsafeMutableRawPointer?) throws(StorageFailure) -> Bool {
        guard let strings = unsafe argument?.assumingMemoryBound(to: CString?.self),
            let name = unsafe strings[1]
        else { return false }
        // SAFETY: both strings end with a zero and are copied.
        let value =
            if let text = unsafe strings[2] { unsafe String(cString: text) } else { nil as String? }
        do throws(StorageFailure) {
            guard let answer = try answer(to: unsafe String(cString: name), value) else {
                return false
            }
            if !answer.utf8.isEmpty { unsafe strings[0] = sqliteCopy(of: answer) }
            return true
        } catch {
            unsafe strings[0] = sqliteCopy(of: error.text)
            throw error
        }
    }

    /// Returns the answer to a pragma: empty if it has none, nil if the pragma is SQLite's.
    private func answer(to name: String, _ value: String?) throws(StorageFailure) -> String? {
        if name.isWord("commit_mode") || name.isWord("commit") {
            if let value { commitMode = try Self.commitMode(value) }
            return commitMode.word
        }
        if name.isWord("flush") {
            try makeDurable()
            return ""
        }
        if name.isWord("durability_class") { return durability.description }
        if name.isWord("page_checksums") {
            guard let format else { return "new" }
            return format.isChecked ? "on" : "off"
        }
        if name.isWord("commit_log") {
            if !Self.sqliteKnowsBatches { return "off" }
            if format == nil, options.usesCommitLog, options.checksPages { return "new" }
            return canBatch ? "on" : "off"
        }
        if name.isWord("io_counters") { return device.counters.summary }
        if name.isWord("page_size"), let value { try requirePageSize(value) }
        return nil
    }

    private static func commitMode(_ value: String) throws(StorageFailure) -> CommitMode {
        for mode in CommitMode.allCases where value.isWord(mode.word) { return mode }
        throw StorageFailure(
            SQLITE_ERROR, "a commit is durable, ordered or gathered, not '\(value)'")
    }

    /// Throws if the database cannot have this page size. SQLite itself ignores invalid sizes.
    private func requirePageSize(_ value: String) throws(StorageFailure) {
        guard let size = Int(value), PageFormat.isPageSize(size) else { return }
        guard let format else {
            do throws(StorageFailure) { return try requireAllowed(size) } catch {
                throw StorageFailure(SQLITE_ERROR, error.text)
            }
        }
        if format.pageSize == size || options.allowsSmallPages && !format.isChecked { return }
        throw StorageFailure(
            SQLITE_ERROR,
            "database '\(database.name)' keeps its page size of \(format.pageSize) for life; make a new one"
        )
    }
}

extension BlockCounters {
    /// For example `reads=1 writes=2 barriers=0 flushes=1 discards=0 segments=3 bytes_read=4096
    /// bytes_written=8192 waits=1`.
    var summary: String {
        """
        reads=\(reads) writes=\(writes) barriers=\(barriers) flushes=\(flushes) discards=\(discards) \
        segments=\(segments) bytes_read=\(bytesRead) bytes_written=\(bytesWritten) waits=\(waits)
        """
    }
}

extension String {
    /// Whether the string equals the word, ignoring ASCII case.
    fileprivate func isWord(_ word: String) -> Bool {
        let (bytes, letters) = (utf8Span.span, word.utf8Span.span)
        guard bytes.count == letters.count else { return false }
        for index in bytes.indices {
            let isCapital = bytes[index] >= UInt8(ascii: "A") && bytes[index] <= UInt8(ascii: "Z")
            guard (isCapital ? bytes[index] | 0x20 : bytes[index]) == letters[index] else {
                return false
            }
        }
        return true
    }
}
