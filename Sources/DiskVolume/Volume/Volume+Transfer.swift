// SPDX-License-Identifier: MIT
// All reads and writes of a mounted volume. A block is written once in an epoch, descriptors are
// written when an epoch closes, and the first failed write poisons the volume.

import BlockIO

extension Volume {
    /// Throws if an earlier write failed.
    func check() throws(VolumeError) {
        if let fault { throw .poisoned(fault) }
    }

    func checkWritable() throws(VolumeError) {
        try check()
        if isReadOnly { throw .readOnly }
    }

    /// Reads contiguous blocks.
    ///
    /// - Safety: `buffer` must be valid for writing, and whole blocks.
    @unsafe func read(
        _ block: UInt64, into buffer: UnsafeMutableRawBufferPointer
    ) throws(VolumeError) {
        try check()
        do throws(BlockFault) {
            // SAFETY: the caller vouches for the buffer.
            try unsafe device.read(from: block, into: buffer)
        } catch {
            throw .disk(error)
        }
    }

    /// Writes contiguous blocks in the open epoch, or in a new one if it has written some of them
    /// already.
    ///
    /// - Safety: `buffer` must be valid for reading, and whole blocks.
    @unsafe func write(
        _ block: UInt64, from buffer: UnsafeRawBufferPointer
    ) throws(VolumeError) {
        try prepareWrite(block, blocks: buffer.count / blockSize)
        // SAFETY: the caller vouches for the buffer.
        try poisoning { () throws(BlockFault) in
            try unsafe device.write(to: block, from: buffer)
        }
    }

    /// Writes contiguous blocks from scattered memory, likewise.
    ///
    /// - Parameter lends: whether the caller lends the bytes: it does not change them until the
    ///   next flush, so they need not be copied.
    /// - Safety: the buffers must be whole blocks and valid for reading, with `lends` until that
    ///   flush.
    @unsafe func write(
        _ block: UInt64, gathering buffers: [UnsafeRawBufferPointer], lends: Bool = false
    ) throws(VolumeError) {
        var count = 0
        for index in unsafe buffers.indices { count += unsafe buffers[index].count / blockSize }
        try prepareWrite(block, blocks: count)
        // SAFETY: the caller vouches for the buffers.
        try poisoning { () throws(BlockFault) in
            try unsafe buffers.withUnsafeBufferPointer { (buffers) throws(BlockFault) in
                if lends { return unsafe try device.write(to: block, lending: buffers) }
                unsafe try device.write(to: block, from: buffers)
            }
        }
    }

    /// Overwrites a block with zeros.
    func empty(_ block: UInt64) throws(VolumeError) {
        let zeros = BlockBuffer(blocks: 1)
        // SAFETY: the buffer lives through the call.
        try unsafe write(block, from: UnsafeRawBufferPointer(zeros.blocks(0..<1)))
        withExtendedLifetime(zeros) {}
    }

    private func prepareWrite(_ block: UInt64, blocks: Int) throws(VolumeError) {
        try checkWritable()
        let extent = Extent(start: block, count: UInt64(blocks))
        if written.overlaps(extent) || written.isFull { try closeEpoch() }
        written.insert(extent)
        isUnflushed = true
    }

    /// Writes changed descriptors and closes the epoch, unless nothing was written in it.
    func closeEpoch() throws(VolumeError) {
        try writeDescriptors()
        guard !written.isEmpty else { return }
        try poisoning { () throws(BlockFault) in try device.closeEpoch() }
        epochHasClosed()
    }

    /// Closes the epoch and waits until all writes are durable.
    func flush() throws(VolumeError) {
        try writeDescriptors()
        guard isUnflushed else { return }
        try poisoning { () throws(BlockFault) in try device.flush() }
        isUnflushed = false
        epochHasClosed()
    }

    private func epochHasClosed() {
        epoch += 1
        committing = nil
        written.removeAll()
        for extent in freed {
            precondition(free.insert(extent) != nil, "a block is freed once")
        }
        freed.removeAll()
    }

    private func writeDescriptors() throws(VolumeError) {
        try checkWritable()
        for entry in databaseEntries where entry.isDirty {
            let copy = 1 - entry.newestCopy
            let block = entry.block(ofCopy: copy)
            entry.descriptor.generation += 1
            entry.descriptor.encode(
                scratch, block: 0, identity: superblock.identity, place: block)
            try writeScratch(block)
            entry.newestCopy = copy
            entry.isDirty = false
        }
        if superblockIsDirty {
            let copy = 1 - superblockCopy
            superblock.generation += 1
            superblock.encode(scratch, block: 0, place: UInt64(copy))
            try writeScratch(UInt64(copy))
            superblockCopy = copy
            superblockIsDirty = false
        }
    }

    /// Writes the scratch block. Each descriptor is written once an epoch, because the epoch closes
    /// after them.
    private func writeScratch(_ block: UInt64) throws(VolumeError) {
        written.insert(Extent(start: block, count: 1))
        isUnflushed = true
        try poisoning { () throws(BlockFault) in
            // SAFETY: the buffer lives as long as the volume.
            try unsafe device.write(to: block, from: UnsafeRawBufferPointer(scratch.blocks(0..<1)))
        }
    }

    private func poisoning(_ body: () throws(BlockFault) -> Void) throws(VolumeError) {
        do throws(BlockFault) {
            try body()
        } catch {
            fault = error
            throw .disk(error)
        }
    }
}
