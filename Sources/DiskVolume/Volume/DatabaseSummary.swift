// SPDX-License-Identifier: MIT
// A summary of a database, available without opening it.

/// A database of a volume, by its descriptor.
public struct DatabaseSummary: Equatable, Sendable {
    /// Its name, 1 to 128 bytes of UTF-8.
    public var name: String
    /// Its random identifier, drawn at its creation.
    public var identifier: UInt64
    /// Bytes of its main file. The commit log of a database that is not open may have more.
    public var byteCount: UInt64
    /// Blocks of its main file, used or not.
    public var mainBlocks: UInt64
    /// Blocks of its rollback journal.
    public var journalBlocks: UInt64
    /// Blocks of its write-ahead log.
    public var writeAheadLogBlocks: UInt64
    /// Blocks of its commit log.
    public var commitLogBlocks: UInt64
    /// Extents of all four.
    public var extentCount: Int
    /// Whether it is open.
    public var isOpen: Bool

    /// Blocks of all four objects.
    public var blockCount: UInt64 {
        mainBlocks + journalBlocks + writeAheadLogBlocks + commitLogBlocks
    }
}
