// SPDX-License-Identifier: MIT
// The program's view of its memory. The counters are exact and updated on every call.

/// Counters of the heap and of the pages behind it, since the program started.
public struct HeapStatistics: Equatable, Sendable {
    /// Objects allocated. A reallocation that moves its object counts as an allocation and a free.
    public internal(set) var allocations = 0
    /// Objects freed.
    public internal(set) var frees = 0
    /// Bytes of the objects in use, each with its size rounded up.
    public internal(set) var bytesInUse = 0
    /// The maximum of ``bytesInUse``.
    public internal(set) var peakBytes = 0
    /// Pages of 4 KB in use: by the heap, for input and output, and for bookkeeping.
    public internal(set) var pagesInUse = 0
    /// The maximum of ``pagesInUse``.
    public internal(set) var peakPages = 0
    /// Pages of 4 KB available to the program in total.
    public internal(set) var pagesTotal = 0
    /// Requests answered with `nil`, for lack of memory or because they were invalid.
    public internal(set) var failedAllocations = 0

    /// Creates counters at zero.
    public init() {}
}
