// SPDX-License-Identifier: MIT
// What a program can read about its memory. The counters are exact and kept on every call.

/// Counters of the heap and of the pages behind it, since the program started.
public struct HeapStatistics: Equatable, Sendable {
    /// Objects handed out. A reallocation that moves its object counts as one more and one freed.
    public internal(set) var allocations = 0
    /// Objects given back.
    public internal(set) var frees = 0
    /// Bytes of the objects in use, each with what its size was rounded up by.
    public internal(set) var bytesInUse = 0
    /// The most that ``bytesInUse`` has been.
    public internal(set) var peakBytes = 0
    /// Pages of 4 KB in use: by the heap, for input and output, and for bookkeeping.
    public internal(set) var pagesInUse = 0
    /// The most that ``pagesInUse`` has been.
    public internal(set) var peakPages = 0
    /// Pages of 4 KB that this machine has for the program.
    public internal(set) var pagesTotal = 0
    /// Requests that were answered with `nil`, for lack of memory or because they made no sense.
    public internal(set) var failedAllocations = 0

    /// Nothing counted yet.
    public init() {}
}
