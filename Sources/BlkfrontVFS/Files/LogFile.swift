// SPDX-License-Identifier: MIT
// The rollback journal or the write-ahead log of a database: the volume keeps the bytes, the main file knows what
// the calls mean for the transaction. A journal ends when its header is zeroed (sqlite.org/fileformat2.html
// #the_rollback_journal), when it is truncated, or when it is deleted.

import BlockIO
import CSQLite

/// A database's journal or write-ahead log.
final class LogFile: StoredFile {
    /// Which of the two.
    enum Kind {
        case journal, writeAheadLog
    }

    /// Bytes of a journal's header that count, which SQLite zeroes to end it.
    private static let headerSize = 28

    private let main: DatabaseFile
    private let kind: Kind
    private let log: VolumeLog

    var lockLevel = SQLITE_LOCK_NONE

    init(_ kind: Kind, of main: DatabaseFile) throws(StorageFailure) {
        self.main = main
        self.kind = kind
        log = main.log(kind)
        guard kind == .journal, try isHot() else { return }
        main.journalBegan()
        if main.format == nil { main.adoptFormat(fromJournal: try formatInJournal()) }
    }

    var characteristics: Int32 { main.characteristics }

    func byteCount() -> UInt64 { log.byteCount }

    @unsafe func read(
        at offset: UInt64, into buffer: UnsafeMutableRawBufferPointer
    ) throws(StorageFailure) -> Int {
        try onVolume(ResultCode.read) { () throws(VolumeError) in
            unsafe try log.read(at: offset, into: buffer)
        }
    }

    @unsafe func write(
        at offset: UInt64, from bytes: UnsafeRawBufferPointer
    ) throws(StorageFailure) {
        try main.requireWritable()
        try onVolume(ResultCode.write) { () throws(VolumeError) in
            unsafe try log.write(at: offset, from: bytes)
        }
        switch kind {
        case .writeAheadLog: main.logWasWritten()
        case .journal:
            main.noteWrite()
            let ends = unsafe offset == 0 && bytes.count == Self.headerSize && isZero(bytes)
            if ends { main.journalEnded() } else { main.journalBegan() }
        }
    }

    func truncate(to byteCount: UInt64) throws(StorageFailure) {
        try main.requireWritable()
        try onVolume(ResultCode.truncate) { () throws(VolumeError) in
            try log.truncate(to: byteCount)
        }
        main.noteWrite()
        if kind == .journal, byteCount == 0 { main.journalEnded() }
    }

    func sync(_ flags: Int32) throws(StorageFailure) {
        switch kind {
        case .journal: try main.syncJournal()
        case .writeAheadLog: try main.syncLog()
        }
    }

    func close() {}

    @unsafe func control(_ operation: Int32, _ argument: UnsafeMutableRawPointer?) -> Bool { false }
}

// MARK: A journal that a crash has left

extension LogFile {
    /// Whether the journal has pages to bring back: SQLite, too, looks at its first byte.
    private func isHot() throws(StorageFailure) -> Bool {
        let first = try bytes(at: 0, count: 1)
        return first.count == 1 && first[0] != 0
    }

    /// The format that the copy of page 1 in a journal tells. The journal's header says at 20 how long the header
    /// is and at 24 how long a page; then there are page numbers, pages and checksums.
    private func formatInJournal() throws(StorageFailure) -> PageFormat? {
        let header = try bytes(at: 0, count: Self.headerSize)
        guard header.count == Self.headerSize else { return nil }
        let pageSize = Int(Self.number(header, at: 24))
        guard PageFormat.isPageSize(pageSize) else { return nil }
        var offset = UInt64(Self.number(header, at: 20))
        while offset < log.byteCount {
            let start = try bytes(at: offset, count: 4 + PageFormat.headerSize)
            guard start.count == 4 + PageFormat.headerSize else { return nil }
            if Self.number(start, at: 0) == 1 {
                // SAFETY: the slice belongs to an array that lives through the closure.
                return unsafe start.withUnsafeBytes { bytes in
                    unsafe PageFormat(header: UnsafeRawBufferPointer(rebasing: bytes.dropFirst(4)))
                }
            }
            offset += UInt64(pageSize) + 8
        }
        return nil
    }

    /// So many bytes of the log, or fewer where it ends.
    private func bytes(at offset: UInt64, count: Int) throws(StorageFailure) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: count)
        // SAFETY: the bytes belong to the array, which lives through the closure.
        var span = bytes.mutableSpan
        let found = try unsafe span.withUnsafeMutableBytes { (buffer) throws(StorageFailure) in
            unsafe try read(at: offset, into: buffer)
        }
        bytes.removeLast(count - found)
        return bytes
    }

    /// The big-endian number at an offset.
    private static func number(_ bytes: [UInt8], at offset: Int) -> UInt32 {
        (0..<4).reduce(0) { $0 << 8 | UInt32(bytes[offset + $1]) }
    }
}

extension DatabaseFile {
    /// The volume's log of either kind.
    func log(_ kind: LogFile.Kind) -> VolumeLog {
        switch kind {
        case .journal: database.journal
        case .writeAheadLog: database.writeAheadLog
        }
    }

    /// Begins a log that there is not.
    func create(_ kind: LogFile.Kind) throws(StorageFailure) {
        try requireWritable()
        noteWrite()
        try onVolume(SQLITE_CANTOPEN) { () throws(VolumeError) in try log(kind).create() }
    }

    /// Deletes a log that there is.
    func delete(_ kind: LogFile.Kind) throws(StorageFailure) {
        try requireWritable()
        noteWrite()
        try onVolume(ResultCode.delete) { () throws(VolumeError) in try log(kind).remove() }
        switch kind {
        case .journal: try journalWasDeleted()
        case .writeAheadLog: try order()
        }
    }
}
