// SPDX-License-Identifier: MIT
// A disk with databases. Documentation/VolumeFormat.md has the format and its numbered invariants.
// A volume relies on the device's epochs for all order, keeps free space in memory only, and throws
// on any content of a disk instead of trapping. It takes one call at a time, like the device.

public import BlockIO
import CompactStrings

/// A disk with databases.
public final class Volume {
    /// The disk. While a volume is mounted, nothing else may write to it.
    public let device: any BlockDevice
    /// Whether the volume refuses writes.
    public let isReadOnly: Bool

    let identifierSource: () -> UInt64
    /// The number of blocks that a database reads ahead, at most.
    let readAheadLimit: Int
    var superblock: Superblock
    var superblockCopy: Int
    var superblockIsDirty = false
    var superblockHadDamagedCopy = false
    var databaseEntries: [DatabaseEntry] = []
    /// A database that the disk does not know of yet (Volume+Draft).
    var draft: DatabaseEntry?
    var free = FreeSpace()
    /// Blocks that become free when the epoch in which their descriptor is written closes.
    var freed: [Extent] = []
    /// The blocks written in the open epoch.
    var written = WrittenBlocks()
    /// The database that wrote to its commit log in the open epoch. Nothing else may share that
    /// epoch, so that commits of several databases keep their order, too.
    var committing: DatabaseEntry?
    /// The memory limit of a commit log, in blocks.
    let commitLogMemory: Int
    /// The number of epochs closed since the mount.
    var epoch: UInt64 = 0
    /// Whether there are writes after the last flush.
    var isUnflushed = false
    /// The first fault of a write. From then on every call fails.
    var fault: BlockFault?
    /// Bytes of SQLite's pages that were copied above the device: read-ahead and commit log pages
    /// that are delivered to a reader, and batch pages that the log cannot retain in place.
    public internal(set) var copiedBytes: UInt64 = 0
    /// The pages that the disk may read into, if any.
    var pool: PagePool?
    let scratch = BlockBuffer(blocks: 1)

    /// Mounts the volume of a disk. It resets a failed disk and flushes a writable one, so nothing
    /// it reads can be lost later.
    ///
    /// - Parameters:
    ///   - device: the disk.
    ///   - options: how to mount it.
    ///   - identifierSource: returns 64 random bits at each call, for databases and logs.
    /// - Throws: ``VolumeError`` `notAVolume`, `newerVersion`, `corrupt`, `diskShrank`,
    ///   `volatileDisk`, `readOnly` or `disk`.
    public init(
        on device: any BlockDevice, options: MountOptions = MountOptions(),
        identifierSource: @escaping () -> UInt64
    ) throws(VolumeError) {
        let mounted = try Mounting(device, options)
        self.device = device
        self.isReadOnly = options.isReadOnly
        self.identifierSource = identifierSource
        readAheadLimit = max(options.readAheadLimit, 1)
        commitLogMemory = options.commitLogMemory
        superblock = mounted.superblock
        superblockCopy = mounted.superblockCopy
        superblockHadDamagedCopy = mounted.superblockHadDamagedCopy
        databaseEntries = mounted.databaseEntries
        free = mounted.free
        superblockIsDirty = mounted.hasGrown && !isReadOnly
    }

    /// The durability of a flush of the disk.
    public var durability: DurabilityClass { device.durability }

    /// The volume's 16 identifying bytes, as two little-endian numbers.
    public var identity: (UInt64, UInt64) { (superblock.identity.high, superblock.identity.low) }

    /// The number of blocks of the disk that the volume uses.
    public var blockCount: UInt64 { superblock.blockCount }

    /// The number of blocks that no database has.
    public var freeBlockCount: UInt64 {
        freed.reduce(free.blockCount) { $0 + $1.count }
    }

    /// The maximum number of databases.
    public var slotCount: Int { databaseEntries.count }

    /// All databases, in the order of their entries.
    public var databases: [DatabaseSummary] {
        databaseEntries.filter { $0.descriptor.isUsed }.map { entry in
            let descriptor = entry.descriptor
            return DatabaseSummary(
                name: descriptor.text, identifier: descriptor.identifier,
                byteCount: descriptor.byteCount, mainBlocks: descriptor.main.blockCount,
                journalBlocks: descriptor.journal.extents.blockCount,
                writeAheadLogBlocks: descriptor.writeAheadLog.extents.blockCount,
                commitLogBlocks: descriptor.commitLog.extents.blockCount,
                extentCount: descriptor.extentCount, isOpen: entry.isOpen)
        }
    }

    /// Whether a database has this name.
    public func exists(_ name: DatabaseName) -> Bool { entry(of: name) != nil }

    /// Opens a database, which can be open once at a time. A new one is durable with its first
    /// ordered content.
    ///
    /// - Parameters:
    ///   - name: the database's name.
    ///   - create: whether to create an empty database if there is none of this name.
    /// - Throws: `alreadyOpen`, `noSuchDatabase`, `noFreeSlot`, `readOnly`, `corrupt` if a log is
    ///   damaged, `poisoned` or `disk`.
    public func open(_ name: DatabaseName, create: Bool) throws(VolumeError) -> VolumeDatabase {
        try check()
        if let entry = draft(of: name) ?? entry(of: name) {
            guard !entry.isOpen else { throw .alreadyOpen(name.text) }
            let database = try VolumeDatabase(self, entry)
            entry.isOpen = true
            return database
        }
        guard create else { throw .noSuchDatabase(name.text) }
        try checkWritable()
        let entry = try freeEntry()
        entry.descriptor = newDescriptor(name, generation: entry.descriptor.generation)
        entry.isDirty = true
        let database = try VolumeDatabase(self, entry)
        entry.isOpen = true
        return database
    }

    /// Removes a database that is not open, durably, and frees its blocks.
    ///
    /// - Throws: `alreadyOpen`, `noSuchDatabase`, `readOnly`, `poisoned` or `disk`.
    public func remove(_ name: DatabaseName) throws(VolumeError) {
        try checkWritable()
        guard let entry = entry(of: name) else { throw .noSuchDatabase(name.text) }
        guard !entry.isOpen else { throw .alreadyOpen(name.text) }
        giveUpBlocks(of: entry)
        entry.descriptor = Descriptor(generation: entry.descriptor.generation)
        entry.loggedByteCount = nil
        entry.blocksWithLog = nil
        entry.idleFrom = DatabaseEntry.neverIdle
        entry.isDirty = true
        try flush()
    }

    /// Returns the entry of an existing database, or nil.
    func entry(of name: DatabaseName) -> DatabaseEntry? {
        databaseEntries.first {
            $0.descriptor.isUsed && name.text.isSame(as: $0.descriptor.name)
        }
    }

    /// Returns an entry without a database.
    func freeEntry() throws(VolumeError) -> DatabaseEntry {
        guard let entry = databaseEntries.first(where: { !$0.descriptor.isUsed && !$0.isOpen })
        else {
            throw .noFreeSlot(slots: databaseEntries.count)
        }
        return entry
    }

    /// Returns the descriptor of a new database.
    func newDescriptor(_ name: DatabaseName, generation: UInt64) -> Descriptor {
        var descriptor = Descriptor(generation: generation)
        descriptor.isUsed = true
        descriptor.name = name.text.bytes
        descriptor.identifier = identifierSource()
        return descriptor
    }

    /// Releases all blocks of an entry's database, whose descriptor is about to change.
    func giveUpBlocks(of entry: DatabaseEntry) {
        for kind in ObjectKind.allCases { freed += entry.descriptor[kind].extents }
    }
}
