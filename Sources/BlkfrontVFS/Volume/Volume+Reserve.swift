// SPDX-License-Identifier: MIT
// What stays free for the way out of a full volume. Two kinds of blocks are not for whoever asks first:
//
//   owed      what a write-ahead log has of pages that the main file has no blocks for yet. They go there at a checkpoint,
//             and without it nobody can go on, so nobody else gets these blocks.
//   reserve   what is left when main files may not grow any more. Journals and logs may use it: a deletion makes no main
//             file longer, but writes the old pages to a journal, or the new ones to a log, and gives those blocks back.

extension Volume {
    /// Blocks that main files and new commit logs leave free: a thirty-second of the volume, at least 32 (128 KiB, the
    /// journal of a row of 100 KB) and at most 256 (1 MiB), but never more than an eighth.
    var reserve: UInt64 {
        let blocks = superblock.blockCount
        return min(max(blocks / 32, 32), 256, blocks / 8)
    }

    /// Blocks that stay free when a volume is full, for journals and logs of deletions.
    public var reservedBlockCount: UInt64 { reserve }

    /// Blocks that main files need for what is committed in write-ahead logs.
    var owedBlocks: UInt64 { owedBlocks(except: nil) }

    /// Whether not much more is free than has to stay so.
    var isShort: Bool { free.blockCount < 2 * reserve + owedBlocks }

    private func owedBlocks(except entry: DatabaseEntry?) -> UInt64 {
        databaseEntries.reduce(0) { $1 === entry ? $0 : $0 + $1.owedBlocks }
    }

    /// Blocks that have to stay free when an object grows to `count` blocks.
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

    /// Keeps blocks free for a main file of `count` blocks, before a write-ahead log gets a page of it.
    ///
    /// - Throws: `full`.
    func owe(_ entry: DatabaseEntry, _ count: UInt64) throws(VolumeError) {
        let known = max(entry.descriptor.main.blockCount, entry.blocksWithLog ?? 0)
        if count > known {
            try require(count - known, beside: owedBlocks + reserve, entry, .main)
        }
        entry.blocksWithLog = max(entry.blocksWithLog ?? 0, count)
    }

    /// Whether a new database of so many bytes finds room beside all others, or beside all but one.
    public func hasRoom(forBytes count: UInt64, without old: DatabaseSummary? = nil) -> Bool {
        let kept = reserve + owedBlocks + initialBlocks
        return freeBlockCount + (old?.blockCount ?? 0) >= MainFile.blocks(count) + kept
    }
}
