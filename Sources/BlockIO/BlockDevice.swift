// SPDX-License-Identifier: MIT
// The interface of a disk: whole blocks, an order among writes, and durability. Order and
// durability are separate, because a journal needs order, and order needs no waiting. Writes form
// epochs. `closeEpoch` ends one, and no write of a later epoch becomes durable before all of an
// earlier one. Writes within an epoch are unordered.
//
// The guarantees of each call:
//   read        returns the content of the last writes to the blocks, durable or not.
//   write       has copied the bytes when it returns; the disk may have none of them yet. `lending`
//               may leave them in place, and with the device, until the next flush.
//   closeEpoch  orders, does not wait, and makes nothing durable.
//   flush       closes the epoch and returns when everything written before is durable, by the
//               device's class.
//   discard     makes the blocks' content undefined; ordered like a write.
// A write can fail after `write` has returned. The device has then failed: every later write,
// closeEpoch and flush throws the first fault again until `reset`, so that no commit is
// acknowledged over a gap.
//
// A waiting call blocks only its caller: in a guest, a fiber parks while the disk works. A device
// takes one call at a time: no fiber may call it before another fiber's call has returned.

/// A disk of 4,096-byte blocks.
public protocol BlockDevice: AnyObject {
    /// The disk's size and properties. `blockCount` may grow between reads; nothing else changes.
    var geometry: BlockGeometry { get }

    /// The durability of a flush of this device.
    var durability: DurabilityClass { get }

    /// The operations of the device since it was opened.
    var counters: BlockCounters { get }

    /// Reads contiguous blocks into scattered memory.
    ///
    /// - Parameters:
    ///   - block: the first block, from 0.
    ///   - buffers: the destinations of the blocks, in order. Each buffer takes whole blocks.
    /// - Throws: `outOfRange` before anything is read; `readFailed`, `gone` or `outOfMemory`, after
    ///   which the buffers' content is undefined.
    /// - Safety: each buffer must be valid for writing and as long as a multiple of ``blockSize``.
    @unsafe func read(
        from block: UInt64, into buffers: UnsafeBufferPointer<UnsafeMutableRawBufferPointer>
    ) throws(BlockFault)

    /// Writes contiguous blocks from scattered memory.
    ///
    /// - Parameters:
    ///   - block: the first block, from 0.
    ///   - buffers: the content of the blocks, in order. Each buffer has whole blocks.
    /// - Throws: `outOfRange` or `readOnly`, with nothing written; the fault of an earlier write,
    ///   until ``reset()``; `writeFailed`, `gone` or `outOfMemory`.
    /// - Safety: each buffer must be valid for reading and as long as a multiple of ``blockSize``.
    @unsafe func write(
        to block: UInt64, from buffers: UnsafeBufferPointer<UnsafeRawBufferPointer>
    ) throws(BlockFault)

    // The same for contiguous memory. These are requirements with implementations below, because
    // Embedded Swift silently generates no code for an extension method that is called on `any
    // BlockDevice`.

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

    // Zero-copy variants, where the device and its backend support them; elsewhere they copy.

    /// Gives the device a pool of pages for reading into and lending, which may move without a
    /// copy. A device has one pool, and a pool one device; the device keeps it.
    ///
    /// The disk's backend may get read and write access to all of the pool's pages, at any moment
    /// from then on, and is trusted to do only what it was asked. A device that does not trust it
    /// copies instead. After a read throws, its pages may still be filled later: such pages are
    /// retired from the pool.
    func adopt(_ pool: PagePool)

    /// Writes contiguous blocks like `write(to:from:)`, but may leave the bytes in place: they must
    /// not change before the next flush has returned. If a call throws before that, the device has
    /// failed, and the content of the blocks of its open epoch is undefined, also for reads before
    /// `reset`.
    ///
    /// - Throws: what `write(to:from:)` throws.
    /// - Safety: each buffer must be valid for reading, until that flush has returned or the device
    ///   is closed, and as long as a multiple of ``blockSize``.
    @unsafe func write(
        to block: UInt64, lending buffers: UnsafeBufferPointer<UnsafeRawBufferPointer>
    ) throws(BlockFault)

    /// Ends the epoch: earlier writes become durable before any later write. Does not wait.
    ///
    ///     try unsafe device.write(to: 8, from: journal)
    ///     try device.closeEpoch()
    ///     try unsafe device.write(to: 100, from: pages)  // never durable without the journal
    ///     try device.flush()
    ///
    /// - Throws: the fault of an earlier write, until ``reset()``, or `gone`.
    func closeEpoch() throws(BlockFault)

    /// Ends the epoch and waits until all writes are durable, as far as the device's class goes.
    ///
    /// - Throws: the fault of an earlier write, until ``reset()``; `flushFailed`, after which it is
    ///   the fault of an earlier write; `gone` or `outOfMemory`.
    func flush() throws(BlockFault)

    /// Tells the disk that the blocks' content is not needed any more; it is undefined from then
    /// on. Does nothing on a disk without discards.
    ///
    /// - Throws: `outOfRange`, `readOnly`, the fault of an earlier write, or `gone`.
    func discard(_ blocks: BlockRange) throws(BlockFault)

    /// Forgets failed writes and those after them, so that the device works again. The blocks must
    /// be read again, because their content may have changed.
    ///
    /// - Throws: `gone`.
    func reset() throws(BlockFault)
}

/// The size of a block in bytes, the unit of every address and length. Sectors of 512 and 4,096
/// bytes fit, and so do memory pages, which Xen grants whole.
public let blockSize = 4096

// Embedded Swift 6.3 leaves `swift_dead_method_stub` under the names of such generic functions in
// this module's object file, and the linker prefers it to the code that callers compile. So only
// callers compile them.
extension BlockDevice {
    /// Ignores the pool, in devices that copy.
    @_alwaysEmitIntoClient public func adopt(_ pool: PagePool) {}

    /// Writes contiguous blocks with a copy, in devices that do not borrow.
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
