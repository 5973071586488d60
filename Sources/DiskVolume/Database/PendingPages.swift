// SPDX-License-Identifier: MIT
// The pages of a main file that SQLite will rewrite from a journal or log before it reads them. A
// power cut may have torn them without loss. Formats: sqlite.org/fileformat2.html, "The Rollback
// Journal", "The WAL File".

import BlockIO

/// Pages that the next use of a database rewrites.
enum PendingPages {
    case none
    case all
    case some(Set<UInt32>)

    /// Reads the pending pages from the logs of a database. A journal whose first byte is not zero
    /// is hot. Its pages are not parsed, so it counts for all.
    static func of(
        journal: AppendLog, writeAheadLog: AppendLog, pageSize: Int
    ) throws(VolumeError) -> PendingPages {
        if journal.byteCount > 0, try journal.word(at: 0) >> 24 != 0 { return .all }
        guard writeAheadLog.byteCount > 32, pageSize > 0 else { return .none }
        var pages: Set<UInt32> = []
        var offset: UInt64 = 32
        while offset + 24 <= writeAheadLog.byteCount {
            pages.insert(try writeAheadLog.word(at: offset))
            offset += 24 + UInt64(pageSize)
        }
        return .some(pages)
    }

    /// Whether a page is pending.
    func contains(_ page: UInt32) -> Bool {
        switch self {
        case .none: false
        case .all: true
        case .some(let pages): pages.contains(page)
        }
    }
}

extension AppendLog {
    /// Returns the big-endian word at an offset; missing bytes are zero.
    fileprivate func word(at offset: UInt64) throws(VolumeError) -> UInt32 {
        let buffer = BlockBuffer(blocks: 1)
        // SAFETY: the buffer lives during the call.
        _ = try unsafe read(at: offset, into: buffer.slice(0..<4))
        return buffer.load(0, as: UInt32.self).byteSwapped
    }
}
