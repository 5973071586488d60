// SPDX-License-Identifier: MIT
// What whoever mounts a volume agrees to.

/// How to mount a volume. Nothing is allowed by default that costs durability without being asked for.
public struct MountOptions: Equatable, Sendable {
    /// Whether nothing is written, not even to a disk that could be. A read-only disk mounts only so.
    public var isReadOnly: Bool
    /// Whether a disk may be used that promises no durability.
    public var allowsVolatile: Bool
    /// Blocks that an open database keeps in memory at most because they follow those that were read, from 1 on.
    public var readAheadLimit = 128
    /// Blocks of its commit log that an open database keeps in memory at most. A transaction of more pages than that
    /// needs a rollback journal; with 0 all do.
    public var commitLogMemory = 1024

    /// Options; by default those of a durable, writable disk.
    public init(isReadOnly: Bool = false, allowsVolatile: Bool = false) {
        self.isReadOnly = isReadOnly
        self.allowsVolatile = allowsVolatile
    }
}
