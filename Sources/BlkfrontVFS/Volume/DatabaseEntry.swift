// SPDX-License-Identifier: MIT
// A database entry of a volume in memory: what the newer copy of its descriptor says, or will say.

/// The entry of a database, or one that is free.
final class DatabaseEntry {
    /// Its number, from 0.
    let index: Int
    /// What is true now. The disk has it when the entry is not dirty.
    var descriptor: Descriptor
    /// The copy, 0 or 1, that was read or written last. The next change writes the other.
    var newestCopy: Int
    /// Whether the disk has an older descriptor.
    var isDirty = false
    /// Whether the database is open.
    var isOpen = false
    /// Bytes that the main file will have when the commit log is in it; nil when it is not known, since the database was
    /// not open yet.
    var loggedByteCount: UInt64?
    /// Blocks that the main file will have when the write-ahead log is in it; nil when it is not known, since the database
    /// was not open yet.
    var blocksWithLog: UInt64?
    /// For each kind of object the epoch from which on a log needs no block but those of its head; nil while it may.
    var idleFrom = neverIdle
    static let neverIdle: [UInt64?] = [nil, nil, nil, nil]
    /// Whether one of the two copies was unreadable at mount, as after a power cut.
    var hadDamagedCopy = false

    init(_ index: Int, _ descriptor: Descriptor, newestCopy: Int) {
        self.index = index
        self.descriptor = descriptor
        self.newestCopy = newestCopy
    }

    /// Blocks of the main file that are in use or will be, or all when that is not known.
    var neededMainBlocks: UInt64 {
        if let loggedByteCount {
            return MainFile.blocks(max(descriptor.byteCount, loggedByteCount))
        }
        let mayBeLonger = descriptor.commitLog.extents.blockCount > 0
        return mayBeLonger ? descriptor.main.blockCount : MainFile.blocks(descriptor.byteCount)
    }

    /// Blocks that the main file still needs for what is in the write-ahead log, or as many as that has when it is not known.
    var owedBlocks: UInt64 {
        let log = descriptor.writeAheadLog.extents.blockCount
        guard descriptor.isUsed, log > 0 else { return 0 }
        guard let blocksWithLog else { return log }
        return blocksWithLog - min(blocksWithLog, descriptor.main.blockCount)
    }

    /// The block of a copy.
    func block(ofCopy copy: Int) -> UInt64 { 2 + 2 * UInt64(index) + UInt64(copy) }
}
