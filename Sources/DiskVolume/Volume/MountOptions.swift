// SPDX-License-Identifier: MIT
// The options of a mount.

/// How to mount a volume. By default nothing weakens durability.
public struct MountOptions: Equatable, Sendable {
    /// Whether the mount never writes, even to a writable disk. A read-only disk mounts only so.
    public var isReadOnly: Bool
    /// Whether a disk without durability is allowed.
    public var allowsVolatile: Bool
    /// The number of blocks that an open database reads ahead, at most; 1 or more.
    public var readAheadLimit = 128
    /// The number of blocks of its commit log that an open database keeps in memory, at most. A
    /// larger transaction needs a rollback journal; with 0 all do.
    public var commitLogMemory = 1024

    /// Creates options; by default those of a durable, writable disk.
    public init(isReadOnly: Bool = false, allowsVolatile: Bool = false) {
        self.isReadOnly = isReadOnly
        self.allowsVolatile = allowsVolatile
    }
}
