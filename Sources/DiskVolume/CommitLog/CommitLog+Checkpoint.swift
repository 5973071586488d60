// SPDX-License-Identifier: MIT
// The checkpoint copies pages of the commit log into the main file. While one half fills, pages of
// the other half are copied, a few after each commit, in epochs that other work closes. The rest is
// copied before the halves are swapped.
//
// The order is kept by rules 10 to 13 of Documentation/VolumeFormat.md. A page is checkpointed only
// from a record in a closed epoch. Records are overwritten only when their pages are in the main
// file, or newer in the log, in closed epochs, and when the descriptor in a closed epoch no longer
// counts them.

import BlockIO

extension CommitLog {
    /// Counts the pages to checkpoint before the halves can be swapped.
    func planCheckpoint() {
        checkpointedThrough = 0
        checkpointedCount = 0
        checkpointTotal = 0
        guard usesBoth else { return }
        for entry in pages.entries where isInOtherHalf(entry) { checkpointTotal += 1 }
    }

    private func isInOtherHalf(_ entry: CommitLogIndex.Entry) -> Bool {
        (Int(entry.record) < reader.half) != (half == 0)
    }

    /// Checkpoints pages when due, so that all are done when three quarters of the half are in use.
    /// It takes many at a time, because adjacent pages are written together.
    func checkpointSome() throws(VolumeError) {
        guard usesBoth, checkpointedCount < checkpointTotal else { return }
        let due = min(checkpointTotal, checkpointTotal * used * 4 / (reader.half * 3))
        guard due - checkpointedCount >= min(32, checkpointTotal - checkpointedCount) else {
            return
        }
        try checkpoint(otherHalfOnly: true, count: due - checkpointedCount)
    }

    /// Makes the descriptor drop the records of the other half. What has replaced them, in the main
    /// file or in the log, must be in closed epochs.
    func dropOtherHalf() {
        guard databaseEntry.descriptor.commitLog.start != first else { return }
        databaseEntry.descriptor.commitLog.start = first
        databaseEntry.descriptor.commitLog.startHalf = UInt32(half)
        databaseEntry.isDirty = true
    }

    /// Swaps the halves.
    func swapHalves() throws(VolumeError) {
        if usesBoth {
            try checkpoint(otherHalfOnly: true, count: .max)
            let isOpen = isUnclosed || checkpointEpoch == volume.epoch
            if isOpen { try volume.closeEpoch() }
            dropOtherHalf()
        }
        if isUnclosed || databaseEntry.isDirty { try volume.closeEpoch() }
        beginOtherHalf()
    }

    /// Checkpoints everything and restarts the log, so that others can write the main file. They
    /// may write in the epoch of the new descriptor, but not before: without it the log still hides
    /// their writes.
    func retire() throws(VolumeError) {
        guard used > 0 || usesBoth else { return }
        // The log may restart where an invalid record lies.
        try emptyStale()
        if isUnclosed { try volume.closeEpoch() }
        try recall()
        try checkpoint(otherHalfOnly: false, count: .max)
        try volume.closeEpoch()
        databaseEntry.descriptor.commitLog.start = next
        databaseEntry.descriptor.commitLog.startHalf = UInt32(1 - half)
        databaseEntry.isDirty = true
        forgetPages(nextHalf: 1 - half)
    }

    /// Copies runs of consecutive pages into the main file and removes them from the log's index.
    private func checkpoint(otherHalfOnly: Bool, count: Int) throws(VolumeError) {
        var left = count
        while left > 0 {
            var index = pages.firstIndex(from: otherHalfOnly ? checkpointedThrough + 1 : 0)
            while index < pages.entries.count, otherHalfOnly, !isInOtherHalf(pages.entries[index]) {
                index += 1
            }
            guard index < pages.entries.count else { break }
            let limit = min(left, max(main.capacity / reader.blocksPerPage, 1))
            var end = index + 1
            while end < pages.entries.count, end - index < limit,
                pages.entries[end].page == pages.entries[end - 1].page + 1,
                !otherHalfOnly || isInOtherHalf(pages.entries[end])
            { end += 1 }
            try checkpoint(index..<end)
            left -= end - index
        }
        if otherHalfOnly, left > 0 { checkpointedCount = checkpointTotal }
    }

    private func checkpoint(_ range: Range<Int>) throws(VolumeError) {
        let blocksPerPage = UInt64(reader.blocksPerPage)
        let start = UInt64(pages.entries[range.lowerBound].page - 1) * blocksPerPage
        try main.fillWithZeros(upTo: start)
        var buffers: [UnsafeRawBufferPointer] = unsafe []
        // Keeps pages read back until they are written.
        var read: [BlockBuffer] = []
        for index in range {
            let entry = pages.entries[index]
            // SAFETY: the memory is the entry's, or that of a buffer in `read`, until the entries
            // are removed.
            if let bytes = unsafe memory(of: entry) {
                unsafe buffers.append(UnsafeRawBufferPointer(bytes))
            } else {
                let buffer = BlockBuffer(blocks: reader.blocksPerPage)
                try load(entry, into: buffer)
                read.append(buffer)
                unsafe buffers.append(UnsafeRawBufferPointer(buffer.slice(0..<pageSize)))
            }
        }
        try unsafe main.write(
            blocks: Extent(start: start, count: UInt64(range.count) * blocksPerPage),
            gathering: buffers)
        withExtendedLifetime(read) {}
        checkpointedThrough = pages.entries[range.upperBound - 1].page
        checkpointEpoch = volume.epoch
        checkpointedCount += range.count
        for index in range { retained.release(pages.entries[index].pageIndex) }
        pages.remove(range)
    }
}
