// SPDX-License-Identifier: MIT
// What a volume says of a database without opening it.

/// A database of a volume, as its descriptor has it.
public struct DatabaseSummary: Equatable, Sendable {
    /// Its name, 1 to 128 bytes of UTF-8.
    public var name: String
    /// Its number, drawn at random when it was created.
    public var identifier: UInt64
    /// Bytes of its main file. What is in the commit log of a database that is not open may add to it.
    public var byteCount: UInt64
    /// Blocks that its main file has, used or not.
    public var mainBlocks: UInt64
    /// Blocks that its rollback journal has.
    public var journalBlocks: UInt64
    /// Blocks that its write-ahead log has.
    public var writeAheadLogBlocks: UInt64
    /// Blocks that its commit log has.
    public var commitLogBlocks: UInt64
    /// Contiguous pieces of all four.
    public var extentCount: Int
    /// Whether it is open.
    public var isOpen: Bool

    /// Blocks of all four objects.
    public var blockCount: UInt64 {
        mainBlocks + journalBlocks + writeAheadLogBlocks + commitLogBlocks
    }
}
