// SPDX-License-Identifier: MIT
// What a store costs in the disk's own terms. Counts do not depend on the machine that counts.

/// What a device was asked to do.
public struct BlockCounters: Equatable, Sendable {
    /// Requests to read.
    public var reads: UInt64 = 0
    /// Requests to write, those with a barrier among them.
    public var writes: UInt64 = 0
    /// Writes that carried a barrier.
    public var barriers: UInt64 = 0
    /// Requests to flush.
    public var flushes: UInt64 = 0
    /// Requests to discard.
    public var discards: UInt64 = 0
    /// Segments, a page of memory each, of all reads and writes.
    public var segments: UInt64 = 0
    /// Bytes read from the disk.
    public var bytesRead: UInt64 = 0
    /// Bytes written to the disk.
    public var bytesWritten: UInt64 = 0
    /// Bytes that the device copied between its callers' memory and its own.
    public var copiedBytes: UInt64 = 0
    /// Pages that the disk's backend was given access to.
    public var grants: UInt64 = 0
    /// Times that a caller had to wait for the disk.
    public var waits: UInt64 = 0

    /// Nothing yet.
    public init() {}

    /// Requests of every kind.
    public var requests: UInt64 { reads + writes + flushes + discards }
}
