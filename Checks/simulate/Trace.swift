// SPDX-License-Identifier: MIT
// What a workload did to a disk, and what it was promised meanwhile: everything that is needed to tell what the disk may
// hold after a power cut at any moment, and what of that is allowed.

/// What happened, in order.
enum TraceEvent {
    /// A block entered the disk's cache, as write number `sequence`. It had been given to the disk in this epoch.
    case write(block: Int, content: Int, sequence: UInt64, epoch: Int)
    /// These writes were answered.
    case complete([UInt64])
    /// What was complete is durable, if its number is smaller.
    case durable(before: UInt64)
    /// The transaction that makes state number so and so has begun.
    case issued(Int)
    /// The states up to this one were promised to survive.
    case acknowledged(Int)
    /// An operation begins, or is over.
    case busy, idle
    /// The machine was restored, and what was not answered goes out again.
    case resumed
}

/// A recorded workload.
struct Trace {
    var setting: Setting
    var contents: Contents
    /// What the disk held when the volume had been made, by block; zeros where nothing is said.
    var base: [Int: Int]
    var events: [TraceEvent]
    /// The states from the empty one on, each as the signatures of all stores.
    var states: [[UInt64]]
    /// What was against the rules while the trace was made: of order, of flushes, of the block protocol.
    var violations: [String]
    /// Writes of the volume whose pages were SQLite's own.
    var lentCount = 0
    /// Segments of a request.
    var blocksPerRequest: Int
}
