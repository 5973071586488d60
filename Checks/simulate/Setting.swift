// SPDX-License-Identifier: MIT
// What one trace is of: the disk's class, the journal mode, what commits wait for, how large things are. A seed decides
// all of it; the command line may decide some of it instead.

import BlkfrontVFS
import DiskVolume
import OrmRuntime
import SeededRandom

/// A class of disks, as a backend offers it.
enum DiskKind: String, CaseIterable {
    case barrier
    /// Barriers and no flush.
    case barrierOnly = "barrier-only"
    case flush
    case writeThrough = "write-through"
}

/// How SQLite keeps a commit apart from what was there before.
enum JournalMode: String, CaseIterable {
    case wal, delete, persist, truncate, memory, off
    /// Batches of the commit log, and SQLite's journal DELETE where one does not fit; the others go without that log.
    case batch

    /// SQLite's word for it.
    var word: String { self == .batch ? "delete" : rawValue }
    var isWriteAhead: Bool { self == .wal }
    /// Whether a power cut may leave a part of a transaction.
    var isWeak: Bool { self == .memory || self == .off }
}

/// What a commit waits for.
enum CommitWait: String, CaseIterable {
    case full, ordered
    /// As `ordered`, by `PRAGMA commit_mode = gathered`.
    case gathered
    case none

    /// As generated code has it.
    var option: StoreOptions.Durability {
        switch self {
        case .full: .full
        case .ordered, .gathered: .ordered
        case .none: .none
        }
    }
}

/// Whether SQLite's pages are a pool that the disk's backend may use (Documentation/Decisions/0015).
enum SharedPages: String, CaseIterable {
    case none
    /// Each for a request.
    case granted
    /// Each for good.
    case persistent
}

/// What a workload runs on, and with.
struct Setting {
    let seed: UInt64
    var disk = DiskKind.barrier
    var mode = JournalMode.wal
    var durability = CommitWait.full
    var storeCount = 1
    var blockCount = 256
    var operationCount = 14
    /// Pages in SQLite's cache; few make it spill.
    var cachePages = 100
    /// Whether its pages are shared with the disk.
    var pages = SharedPages.none
    /// Blocks of its commit log that a database keeps in memory: `MountOptions.commitLogMemory`.
    var memoryBlocks = 1024
    /// Pages in a write-ahead log before a checkpoint.
    var checkpointPages = 12
    /// SQLite's auto_vacuum: 0 none, 1 full.
    var autoVacuum = 0
    /// Whether the second half of the operations mostly deletes.
    var isShrinking = false
    /// Whether the machine is saved and restored now and then.
    var moves = false
    /// Numbers of the operations that are run; all when nil.
    var only: [Int]?

    init(seed: UInt64) {
        self.seed = seed
        var random = SeededRandom(seed: mixed(seed, 0x5e77))
        disk = DiskKind.allCases[Int(random.next() % 4)]
        // The weak modes have less to find.
        let modes: [JournalMode] = [
            .batch, .batch, .batch, .batch, .batch, .batch, .batch, .batch,
            .wal, .wal, .wal, .wal, .delete, .delete, .persist, .persist, .truncate, .truncate,
            .memory, .off,
        ]
        mode = modes[Int(random.next() % UInt64(modes.count))]
        durability = [.full, .full, .ordered, .gathered, .none][Int(random.next() % 5)]
        storeCount = [1, 1, 2, 3][Int(random.next() % 4)]
        blockCount = [90, 128, 256, 256][Int(random.next() % 4)]
        cachePages = [4, 100, 100][Int(random.next() % 3)]
        checkpointPages = [6, 12, 40][Int(random.next() % 3)]
        autoVacuum = random.isRare(4) ? 1 : 0
        isShrinking = random.isRare(3)
        moves = random.isRare(4)
        memoryBlocks = [8, 16, 1024][Int(random.next() % 3)]
        pages = [.none, .granted, .persistent][Int(random.next() % 3)]
        if mode == .batch {
            // Logs of 2 × 8 and 2 × 16 blocks, which some volumes have no room for.
            blockCount = [100, 180, 256, 512][Int(random.next() % 4)]
            operationCount = 20
            // See `isWeak`: there is less to find.
            if durability == .none, !random.isRare(4) { durability = .gathered }
        }
        // Deferred commits of several databases have no order among them.
        if durability == .gathered { storeCount = 1 }
    }

    /// How volumes are mounted, at first and after a power cut.
    var mountOptions: MountOptions {
        var options = MountOptions(allowsVolatile: true)
        options.commitLogMemory = memoryBlocks
        return options
    }
    /// How databases are used.
    var vfsOptions: VFSOptions { VFSOptions(usesCommitLog: mode == .batch) }
    var operations: [Int] { only ?? Array(0..<operationCount) }
    /// Whether a power cut may leave a part of a transaction. With synchronous=OFF SQLite keeps the journal in memory
    /// where there are batches, also for what does not fit into one (Documentation/Storage.md).
    var isWeak: Bool { mode.isWeak || mode == .batch && durability == .none }
    /// Whether a commit is durable when it returns.
    var isDurable: Bool { durability == .full }
    var storeNames: [String] { (0..<storeCount).map { "store\($0)" } }
    /// Slots of the volume.
    var slotCount: Int { storeCount + 1 }
}
