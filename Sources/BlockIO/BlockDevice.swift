// SPDX-License-Identifier: MIT
// What storage asks of a disk, and no more: whole blocks, an order among writes, and the moment from which they
// survive a power cut. Order and durability are apart, since order is what a journal needs and can be had without
// waiting: writes form epochs, `closeEpoch` ends one, and no write of a later epoch becomes durable before all of
// an earlier one. Inside an epoch there is no order at all.
//
// What each call promises:
//   read        returns what the last writes to the blocks said, whether they are durable or not.
//   write       has copied the bytes when it returns; the disk may have nothing of them yet. `lending` may leave them
//               where they are, and with the device, until the next flush.
//   closeEpoch  orders, does not wait, and makes nothing durable.
//   flush       closes the epoch and returns when everything written before is durable, by the device's class.
//   discard     the blocks' content is anything from now on; ordered like a write.
// A write that fails does so after `write` has returned. Then the device is failed: every later write, closeEpoch
// and flush throws the first fault again, so that no commit can be reported over a hole, until `reset`.
//
// Calls wait by stopping the caller alone: in a guest, a fiber parks while the disk works. One call at a time:
// nobody may call a device while a call of another fiber has not returned.

/// A disk of 4,096-byte blocks.
public protocol BlockDevice: AnyObject {
    /// The disk's size and habits. `blockCount` may have grown at each look; nothing else changes.
    var geometry: BlockGeometry { get }

    /// What a flush of this device is worth.
    var durability: DurabilityClass { get }

    /// What the device was asked to do since it was opened.
    var counters: BlockCounters { get }

    /// Reads contiguous blocks into memory that may be scattered.
    ///
    /// - Parameters:
    ///   - block: the first block, from 0.
    ///   - buffers: where the blocks go, one after the other. Each buffer takes whole blocks.
    /// - Throws: `outOfRange` before anything is read; `readFailed`, `gone` or `outOfMemory`, after
    ///   which the buffers hold anything.
    /// - Safety: each buffer must be valid for writing and as long as a multiple of ``blockSize``.
    @unsafe func read(
        from block: UInt64, into buffers: UnsafeBufferPointer<UnsafeMutableRawBufferPointer>
    ) throws(BlockFault)

    /// Writes contiguous blocks from memory that may be scattered.
    ///
    /// - Parameters:
    ///   - block: the first block, from 0.
    ///   - buffers: the content of the blocks, one after the other. Each buffer has whole blocks.
    /// - Throws: `outOfRange` or `readOnly`, with nothing written; the fault of an earlier write,
    ///   until ``reset()``; `writeFailed`, `gone` or `outOfMemory`.
    /// - Safety: each buffer must be valid for reading and as long as a multiple of ``blockSize``.
    @unsafe func write(
        to block: UInt64, from buffers: UnsafeBufferPointer<UnsafeRawBufferPointer>
    ) throws(BlockFault)

    // The same for memory in one piece. Requirements, with implementations below: Embedded Swift makes no code for
    // a method of an extension that is called on `any BlockDevice`, and does not say so.

    /// Reads contiguous blocks.
    ///
    /// - Throws: what reading into scattered memory throws.
    /// - Safety: `buffer` must be valid for writing and as long as a multiple of ``blockSize``.
    @unsafe func read(
        from block: UInt64, into buffer: UnsafeMutableRawBufferPointer
    ) throws(BlockFault)

    /// Writes contiguous blocks.
    ///
    /// - Throws: what writing from scattered memory throws.
    /// - Safety: `buffer` must be valid for reading and as long as a multiple of ``blockSize``.
    @unsafe func write(
        to block: UInt64, from buffer: UnsafeRawBufferPointer
    ) throws(BlockFault)

    // Without copies, where the device and its backend can do that; anywhere else with.

    /// Tells the device of pages that its caller reads into and lends: those in the pool may move without a copy.
    /// A device has one pool, and a pool one device; the device keeps it.
    ///
    /// The backend of the disk may get to read and write all of the pool's pages, at any moment from then on, and
    /// is trusted not to use that for more than it was asked. A device that does not trust it copies instead. When a
    /// read throws, what it was to fill may be filled later: such a page is retired from the pool.
    func adopt(_ pool: PagePool)

    /// Writes contiguous blocks like `write(to:from:)`, but may leave the bytes where they are: they must not change
    /// before the next flush has returned. When a call throws before that, the device has failed, and what the blocks
    /// of its open epoch hold, or are read to hold before `reset`, is anything.
    ///
    /// - Throws: what `write(to:from:)` throws.
    /// - Safety: each buffer must be valid for reading, until that flush has returned or the device is closed, and as
    ///   long as a multiple of ``blockSize``.
    @unsafe func write(
        to block: UInt64, lending buffers: UnsafeBufferPointer<UnsafeRawBufferPointer>
    ) throws(BlockFault)

    /// Ends the epoch: what was written before becomes durable before anything that is written
    /// after. Does not wait.
    ///
    ///     try unsafe device.write(to: 8, from: journal)
    ///     try device.closeEpoch()
    ///     try unsafe device.write(to: 100, from: pages)  // never durable without the journal
    ///     try device.flush()
    ///
    /// - Throws: the fault of an earlier write, until ``reset()``, or `gone`.
    func closeEpoch() throws(BlockFault)

    /// Ends the epoch and waits until everything that was written is durable, as far as the
    /// device's class goes.
    ///
    /// - Throws: the fault of an earlier write, until ``reset()``; `flushFailed`, after which it is
    ///   the fault of an earlier write; `gone` or `outOfMemory`.
    func flush() throws(BlockFault)

    /// Tells the disk that nobody needs the blocks' content, which is anything from then on. Does
    /// nothing on a disk that cannot make use of it.
    ///
    /// - Throws: `outOfRange`, `readOnly`, the fault of an earlier write, or `gone`.
    func discard(_ blocks: BlockRange) throws(BlockFault)

    /// Forgets writes that failed and those after them, so that the device serves again. What the
    /// blocks hold must be read anew.
    ///
    /// - Throws: `gone`.
    func reset() throws(BlockFault)
}

/// Bytes in a block: the unit of every address and length. Sectors of both sizes that disks have fit, and so do
/// pages of memory, of which Xen grants whole ones.
public let blockSize = 4096

// Embedded Swift 6.3 leaves `swift_dead_method_stub` under the names of functions like these in this module's object
// file, for they are generic, and the linker prefers it to what callers compile. Thus only callers compile them.
extension BlockDevice {
    /// Makes no use of the pool; for devices that copy.
    @_alwaysEmitIntoClient public func adopt(_ pool: PagePool) {}

    /// Writes contiguous blocks with a copy; for devices that do not borrow.
    ///
    /// - Throws: what `write(to:from:)` throws.
    /// - Safety: each buffer must be valid for reading and as long as a multiple of ``blockSize``.
    @_alwaysEmitIntoClient @unsafe public func write(
        to block: UInt64, lending buffers: UnsafeBufferPointer<UnsafeRawBufferPointer>
    ) throws(BlockFault) {
        // SAFETY: the caller vouches for more than a copy needs.
        try unsafe write(to: block, from: buffers)
    }

    /// Reads contiguous blocks, as into scattered memory of one piece.
    ///
    /// - Throws: what reading into scattered memory throws.
    /// - Safety: `buffer` must be valid for writing and as long as a multiple of ``blockSize``.
    @_alwaysEmitIntoClient @unsafe public func read(
        from block: UInt64, into buffer: UnsafeMutableRawBufferPointer
    ) throws(BlockFault) {
        var one = unsafe buffer
        // SAFETY: the pointer to the one buffer is valid during the call.
        try unsafe withUnsafePointer(to: &one) { (pointer) throws(BlockFault) in
            try unsafe read(from: block, into: UnsafeBufferPointer(start: pointer, count: 1))
        }
    }

    /// Writes contiguous blocks, as from scattered memory of one piece.
    ///
    /// - Throws: what writing from scattered memory throws.
    /// - Safety: `buffer` must be valid for reading and as long as a multiple of ``blockSize``.
    @_alwaysEmitIntoClient @unsafe public func write(
        to block: UInt64, from buffer: UnsafeRawBufferPointer
    ) throws(BlockFault) {
        var one = unsafe buffer
        // SAFETY: the pointer to the one buffer is valid during the call.
        try unsafe withUnsafePointer(to: &one) { (pointer) throws(BlockFault) in
            try unsafe write(to: block, from: UnsafeBufferPointer(start: pointer, count: 1))
        }
    }
}
