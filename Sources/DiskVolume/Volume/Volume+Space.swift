// SPDX-License-Identifier: MIT
// Block allocation. An object grows in place if the next blocks are free, otherwise by new extents,
// by at least an eighth of its size, so the number of extents grows with the logarithm of the size.
// Released blocks become free only after the epoch in which their descriptor was written.
// Volume+Reserve decides what stays free.

import BlockIO

extension Volume {
    /// The initial size of an object in blocks: a sixty-fourth of the disk, at least 4 and at most
    /// 256 (1 MiB).
    var initialBlocks: UInt64 { min(max(superblock.blockCount / 64, 4), 256) }

    /// Grows an object to at least `count` blocks, or changes nothing.
    ///
    /// - Parameters:
    ///   - wish: the size it gets if there is room to spare.
    ///   - isOwed: whether the blocks are for committed pages.
    func grow(
        _ entry: DatabaseEntry, _ kind: ObjectKind, to count: UInt64, wish: UInt64 = 0,
        isOwed: Bool = false
    ) throws(VolumeError) {
        let present = entry.descriptor[kind].blockCount
        guard count > present else { return }
        try checkWritable()
        let missing = count - present
        let kept = blocksToKeep(from: entry, kind, to: count, isOwed: isOwed)
        try require(missing, beside: kept, entry, kind)
        let spare = free.blockCount - min(free.blockCount, max(kept, reserve + owedBlocks))
        let step = max(
            min(max(present / 8, initialBlocks), free.blockCount / 8, spare), missing,
            min(max(wish, present) - present, spare))
        var list = entry.descriptor[kind]
        let others = entry.descriptor.extentCount - list.extents.count
        var taken: [Extent] = []
        var wanted = step
        while list.blockCount < count {
            guard let extent = take(min(wanted, Extent.countLimit), after: list.end) else { break }
            taken.append(extent)
            list.append(extent)
            wanted -= extent.count
        }
        guard list.blockCount >= count, others + list.extents.count <= Descriptor.extentLimit else {
            for extent in taken { precondition(free.insert(extent) != nil, "it was free before") }
            throw .tooFragmented(extents: entry.descriptor.extentCount)
        }
        if present == 0 {
            switch kind {
            case .main: break
            // The superblock is rewritten, with the version that has commit logs if it was older.
            case .commitLog: superblockIsDirty = true
            case .journal: entry.descriptor.journal.identifier = identifierSource()
            case .writeAheadLog: entry.descriptor.writeAheadLog.identifier = identifierSource()
            }
        }
        entry.descriptor[kind] = list
        entry.isDirty = true
    }

    /// Throws unless there are so many free blocks beside those that stay free.
    func require(
        _ count: UInt64, beside kept: UInt64, _ asking: DatabaseEntry, _ kind: ObjectKind
    ) throws(VolumeError) {
        if free.blockCount < count + kept { try findSpace(count + kept, asking, kind) }
        guard free.blockCount >= count + kept else {
            throw .full(
                neededBlocks: count, freeBlocks: free.blockCount - min(free.blockCount, kept))
        }
    }

    /// Frees the blocks of an object after the first `count`.
    func shrink(_ entry: DatabaseEntry, _ kind: ObjectKind, to count: UInt64) {
        guard entry.descriptor[kind].blockCount > count else { return }
        freed += entry.descriptor[kind].trim(to: count)
        entry.isDirty = true
    }

    /// Frees the blocks of a log that has ended.
    func shrinkIdle(_ entry: DatabaseEntry, _ log: ObjectKind) {
        guard let epoch = entry.idleFrom[log.rawValue], epoch <= self.epoch else { return }
        shrink(entry, log, to: AppendLog.headBlocks)
    }

    private func take(_ count: UInt64, after end: UInt64?) -> Extent? {
        if let end, let extent = free.take(at: end, upTo: count) { return extent }
        return free.take(upTo: count)
    }

    /// Looks for more free blocks: first of a disk that has grown, then those released in the open
    /// epoch, then those of main files beyond their size, and of logs that have ended.
    private func findSpace(
        _ count: UInt64, _ asking: DatabaseEntry, _ kind: ObjectKind
    ) throws(VolumeError) {
        adoptGrowth()
        if free.blockCount < count, !freed.isEmpty { try closeEpoch() }
        guard free.blockCount < count else { return }
        for entry in databaseEntries where entry !== asking || kind != .main {
            shrink(entry, .main, to: entry.neededMainBlocks)
        }
        for entry in databaseEntries {
            for log in [ObjectKind.journal, .writeAheadLog] where entry !== asking || kind != log {
                shrinkIdle(entry, log)
            }
        }
        if !freed.isEmpty { try closeEpoch() }
    }

    private func adoptGrowth() {
        let (old, new) = (superblock.blockCount, device.geometry.blockCount)
        guard new > old, new < generationLimit else { return }
        guard free.insert(Extent(start: old, count: new - old)) != nil else { return }
        superblock.blockCount = new
        superblockIsDirty = true
    }
}
