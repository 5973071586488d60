// SPDX-License-Identifier: MIT
// A database entry of a volume in memory: the newer copy of its descriptor, or the next one.

/// A database entry, used or free.
final class DatabaseEntry {
    /// Its number, from 0.
    let index: Int
    /// The current descriptor. The disk has it unless the entry is dirty.
    var descriptor: Descriptor
    /// The copy, 0 or 1, that was read or written last. The next change writes the other.
    var newestCopy: Int
    /// Whether the disk has an older descriptor.
    var isDirty = false
    /// Whether the database is open.
    var isOpen = false
    /// The main file's size in bytes once the commit log is checkpointed; nil until the database
    /// was opened.
    var loggedByteCount: UInt64?
    /// The main file's size in blocks once the write-ahead log is checkpointed; nil until the
    /// database was opened.
    var blocksWithLog: UInt64?
    /// By kind of object, the epoch from which on a log needs only its head's blocks; nil while it
    /// needs others.
    var idleFrom = neverIdle
    static let neverIdle: [UInt64?] = [nil, nil, nil, nil]
    /// Whether one of the two copies was unreadable at mount, as after a power cut.
    var hadDamagedCopy = false

    init(_ index: Int, _ descriptor: Descriptor, newestCopy: Int) {
        self.index = index
        self.descriptor = descriptor
        self.newestCopy = newestCopy
    }

    /// The main file's blocks that are or will be in use, or all if that is unknown.
    var neededMainBlocks: UInt64 {
        if let loggedByteCount {
            return MainFile.blocks(max(descriptor.byteCount, loggedByteCount))
        }
        let mayBeLonger = descriptor.commitLog.extents.blockCount > 0
        return mayBeLonger ? descriptor.main.blockCount : MainFile.blocks(descriptor.byteCount)
    }

    /// The blocks that the main file still needs for the write-ahead log, or as many as that log
    /// has if this is unknown.
    var owedBlocks: UInt64 {
        let log = descriptor.writeAheadLog.extents.blockCount
        guard descriptor.isUsed, log > 0 else { return 0 }
        guard let blocksWithLog else { return log }
        return blocksWithLog - min(blocksWithLog, descriptor.main.blockCount)
    }

    /// Returns the block of a copy.
    func block(ofCopy copy: Int) -> UInt64 { 2 + 2 * UInt64(index) + UInt64(copy) }
}
