// SPDX-License-Identifier: MIT
// Free blocks that are kept so that a full volume stays usable. There are two kinds:
//
//   owed      blocks that the main file lacks for pages in a write-ahead log. The checkpoint moves
//             the pages there. Without it no write can proceed, so no other object gets them.
//   reserve   blocks left when main files may not grow any more. Journals and logs may use them: a
//             deletion does not lengthen the main file, but writes old pages to a journal or new
//             ones to a log, and gives those blocks back.

extension Volume {
    /// The blocks that main files and new commit logs leave free: a thirty-second of the volume, at
    /// least 32 (128 KiB, the journal of a row of 100 KB) and at most 256 (1 MiB), but never more
    /// than an eighth.
    var reserve: UInt64 {
        let blocks = superblock.blockCount
        return min(max(blocks / 32, 32), 256, blocks / 8)
    }

    /// The blocks that a full volume keeps free, for journals and logs of deletions.
    public var reservedBlockCount: UInt64 { reserve }

    /// The blocks that main files need for commits in write-ahead logs.
    var owedBlocks: UInt64 { owedBlocks(except: nil) }

    /// Whether less than twice the reserve is free beside owed blocks.
    var isShort: Bool { free.blockCount < 2 * reserve + owedBlocks }

    private func owedBlocks(except entry: DatabaseEntry?) -> UInt64 {
        databaseEntries.reduce(0) { $1 === entry ? $0 : $0 + $1.owedBlocks }
    }

    /// Returns the number of blocks to keep free when an object grows to `count` blocks.
    func blocksToKeep(
        from entry: DatabaseEntry, _ kind: ObjectKind, to count: UInt64, isOwed: Bool
    ) -> UInt64 {
        switch kind {
        case .journal, .writeAheadLog: return owedBlocks
        case .commitLog: return owedBlocks + reserve
        case .main:
            let others = owedBlocks(except: entry)
            return isOwed || count <= entry.blocksWithLog ?? 0 ? others : others + reserve
        }
    }

    /// Reserves blocks for a main file of `count` blocks, before a write-ahead log gets a page of
    /// it.
    ///
    /// - Throws: `full`.
    func owe(_ entry: DatabaseEntry, _ count: UInt64) throws(VolumeError) {
        let known = max(entry.descriptor.main.blockCount, entry.blocksWithLog ?? 0)
        if count > known {
            try require(count - known, beside: owedBlocks + reserve, entry, .main)
        }
        entry.blocksWithLog = max(entry.blocksWithLog ?? 0, count)
    }

    /// Whether a new database of so many bytes fits beside all others, or beside all but one.
    public func hasRoom(forBytes count: UInt64, without old: DatabaseSummary? = nil) -> Bool {
        let kept = reserve + owedBlocks + initialBlocks
        return freeBlockCount + (old?.blockCount ?? 0) >= MainFile.blocks(count) + kept
    }
}
