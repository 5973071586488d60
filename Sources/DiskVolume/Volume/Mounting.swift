// SPDX-License-Identifier: MIT
// Reads the in-memory state of a volume at mount. Nothing read is trusted: every number is checked
// against the disk and the other numbers before it is used.

import BlockIO

/// The state read from a disk to mount it.
struct Mounting {
    let superblock: Superblock
    let superblockCopy: Int
    let superblockHadDamagedCopy: Bool
    let databaseEntries: [DatabaseEntry]
    let free: FreeSpace
    /// Whether the disk has more blocks than its superblock records.
    let hasGrown: Bool

    init(_ device: any BlockDevice, _ options: MountOptions) throws(VolumeError) {
        let geometry = device.geometry
        guard options.isReadOnly || !geometry.isReadOnly else { throw .readOnly }
        guard options.isReadOnly || options.allowsVolatile || device.durability.isDurable else {
            throw .volatileDisk
        }
        do throws(BlockFault) {
            try device.reset()
            if !options.isReadOnly { try device.flush() }
        } catch {
            throw .disk(error)
        }
        var (superblock, copy, isDamaged) = try Self.superblock(device)
        guard superblock.generation < lastGeneration else {
            throw .corrupt(
                Damage("the superblock's generation cannot be", block: UInt64(copy)))
        }
        guard geometry.blockCount >= superblock.blockCount else {
            throw .diskShrank(
                blockCount: geometry.blockCount, expected: superblock.blockCount)
        }
        hasGrown = geometry.blockCount > superblock.blockCount
        superblock.blockCount = min(geometry.blockCount, generationLimit - 1)
        let databaseEntries = try Self.databaseEntries(device, superblock)
        self.free = try Self.freeSpace(superblock, databaseEntries)
        self.databaseEntries = databaseEntries
        self.superblock = superblock
        superblockCopy = copy
        superblockHadDamagedCopy = isDamaged
    }

    /// Returns the valid superblock, and the copy it is in.
    static func superblock(
        _ device: any BlockDevice
    ) throws(VolumeError) -> (Superblock, Int, isDamaged: Bool) {
        guard device.geometry.blockCount >= 2 else {
            throw .diskTooSmall(blockCount: device.geometry.blockCount, needed: 2)
        }
        let buffer = BlockBuffer(blocks: 2)
        try read(device, 0, buffer)
        let copies = [0, 1].map { Superblock.decode(buffer, block: $0, place: UInt64($0)) }
        let (newest, index) = Superblock.newest(of: copies)
        switch newest {
        case .valid(let superblock):
            let other = copies[1 - index]
            return (superblock, index, other == .damaged || other == .none)
        case .newer(let version, _):
            throw .newerVersion(found: version, supported: Superblock.supportedVersion)
        case .damaged:
            throw .corrupt(Damage("both copies of the superblock are unreadable", block: 0))
        case .none:
            throw .notAVolume(try Volume.identify(device))
        }
    }

    private static func databaseEntries(
        _ device: any BlockDevice, _ superblock: Superblock
    ) throws(VolumeError) -> [DatabaseEntry] {
        let buffer = BlockBuffer(blocks: 2 * superblock.slots)
        try read(device, 2, buffer)
        var databaseEntries: [DatabaseEntry] = []
        for index in 0..<superblock.slots {
            let place = 2 + 2 * UInt64(index)
            var copies: [Descriptor?] = []
            for copy in 0..<2 {
                copies.append(
                    Descriptor.decode(
                        buffer, block: 2 * index + copy, identity: superblock.identity,
                        place: place + UInt64(copy)))
            }
            let generations = copies.map { $0?.generation ?? 0 }
            let newest =
                copies[0] == nil
                    || (copies[1] != nil && generations[1] > generations[0])
                ? 1 : 0
            guard let descriptor = copies[newest] else {
                throw .corrupt(
                    Damage("both copies of a database's descriptor are unreadable", block: place))
            }
            guard descriptor.generation < lastGeneration else {
                throw .corrupt(
                    Damage(
                        "a descriptor's generation cannot be", block: place + UInt64(newest)))
            }
            guard descriptor.commitLog.start < lastGeneration else {
                throw .corrupt(
                    Damage(
                        "a commit log begins where it cannot", block: place + UInt64(newest),
                        database: descriptor.text))
            }
            let entry = DatabaseEntry(index, descriptor, newestCopy: newest)
            entry.hadDamagedCopy =
                copies[1 - newest] == nil && !buffer.isZero(block: 2 * index + 1 - newest)
            databaseEntries.append(entry)
        }
        return databaseEntries
    }

    private static func freeSpace(
        _ superblock: Superblock, _ databaseEntries: [DatabaseEntry]
    ) throws(VolumeError) -> FreeSpace {
        var free = FreeSpace()
        let first = superblock.firstDataBlock
        _ = free.insert(Extent(start: first, count: superblock.blockCount - first))
        for (index, entry) in databaseEntries.enumerated() where entry.descriptor.isUsed {
            let (descriptor, place) = (entry.descriptor, entry.block(ofCopy: entry.newestCopy))
            for other in databaseEntries[..<index] where other.descriptor.isUsed {
                if other.descriptor.name == descriptor.name
                    || other.descriptor.identifier == descriptor.identifier
                {
                    throw .corrupt(
                        Damage(
                            "two databases have one name or identifier", block: place,
                            database: descriptor.text))
                }
            }
            for kind in ObjectKind.allCases {
                for extent in descriptor[kind].extents where free.remove(extent) == nil {
                    throw .corrupt(
                        Damage(
                            "an extent overlaps another or is not on the disk", block: place,
                            database: descriptor.text))
                }
            }
        }
        return free
    }

    private static func read(
        _ device: any BlockDevice, _ block: UInt64, _ buffer: BlockBuffer
    ) throws(VolumeError) {
        do throws(BlockFault) {
            // SAFETY: the buffer lives during the call.
            try unsafe device.read(from: block, into: buffer.blocks(0..<buffer.count))
        } catch {
            throw .disk(error)
        }
    }
}
