// SPDX-License-Identifier: MIT
// The cost of a store in the disk's own terms. The counts do not depend on the machine that
// measures them.

/// A device's counters.
public struct BlockCounters: Equatable, Sendable {
    /// Read requests.
    public var reads: UInt64 = 0
    /// Write requests, including those with a barrier.
    public var writes: UInt64 = 0
    /// Writes that carried a barrier.
    public var barriers: UInt64 = 0
    /// Flush requests.
    public var flushes: UInt64 = 0
    /// Discard requests.
    public var discards: UInt64 = 0
    /// Segments of all reads and writes, each a page of memory.
    public var segments: UInt64 = 0
    /// Bytes read from the disk.
    public var bytesRead: UInt64 = 0
    /// Bytes written to the disk.
    public var bytesWritten: UInt64 = 0
    /// Bytes that the device copied between its callers' memory and its own.
    public var copiedBytes: UInt64 = 0
    /// Pages that the backend was granted access to.
    public var grants: UInt64 = 0
    /// The number of times that a caller waited for the disk.
    public var waits: UInt64 = 0

    /// Creates counters of zero.
    public init() {}

    /// Requests of every kind.
    public var requests: UInt64 { reads + writes + flushes + discards }
}
