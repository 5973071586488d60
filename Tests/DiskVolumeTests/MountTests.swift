// SPDX-License-Identifier: MIT
// Goal: a disk becomes a volume, and only a volume is mounted. Method: small disks in memory, looked at and mounted
// again after each change.

import BlockIO
import DiskVolume
import TestSupport
import Testing
import VolumeSupport

@Suite struct MountTests {
    @Test func aFormattedDiskMounts() throws {
        let volume = try mount(formatted(1024, slots: 4))
        #expect(volume.databases.isEmpty)
        #expect(volume.slotCount == 4)
        #expect(volume.freeBlockCount == 1024 - 10)
        #expect(volume.identity == (1, 2))
        #expect(try volume.check().isEmpty)
    }

    @Test func databasesAreThereAfterRemount() throws {
        let disk = try formatted()
        let content = bytes(10_000, seed: 1)
        var volume = try mount(disk)
        for name in ["a", "ä/ö", String(repeating: "x", count: 128)] {
            let database = try volume.open(DatabaseName(name), create: true)
            try database.write(content, at: 0)
            try database.writeAheadLog.write(content, at: 0)
            try database.setSealedPages(size: 4096, reservedBytes: 8)
            try database.close()
        }
        volume = try mount(disk)
        #expect(volume.databases.map(\.name).count == 3)
        for summary in volume.databases {
            let database = try volume.open(DatabaseName(summary.name), create: false)
            #expect(try database.content == content)
            #expect(try database.writeAheadLog.content == content)
            #expect(!database.journal.exists)
            #expect(database.sealedPageSize == 4096)
            #expect(database.identifier == summary.identifier)
        }
        #expect(Set(volume.databases.map(\.identifier)).count == 3)
    }

    @Test func slotsHaveLimits() throws {
        let volume = try mount(formatted(256, slots: 2))
        #expect(throws: VolumeError.noSuchDatabase("a")) { try volume.open("a", create: false) }
        let first = try volume.open("a", create: true)
        #expect(throws: VolumeError.alreadyOpen("a")) { try volume.open("a", create: true) }
        #expect(throws: VolumeError.alreadyOpen("a")) { try volume.remove("a") }
        _ = try volume.open("b", create: true)
        #expect(throws: VolumeError.noFreeSlot(slots: 2)) { try volume.open("c", create: true) }
        try first.close()
        #expect(throws: VolumeError.closed) { try first.order() }
        try volume.remove("a")
        #expect(!volume.exists("a"))
        _ = try volume.open("c", create: true)
    }

    @Test func aRemovedDatabaseGivesItsBlocksBack() throws {
        let disk = try formatted()
        let volume = try mount(disk)
        let free = volume.freeBlockCount
        let database = try volume.open("a", create: true)
        try database.write(bytes(100_000, seed: 1), at: 0)
        try database.journal.write(bytes(100_000, seed: 1), at: 0)
        try database.makeDurable()
        try database.close()
        #expect(volume.freeBlockCount < free - 48)
        // It is on the disk, so that what follows is the removal's doing.
        #expect(try mount(disk.afterCuttingNow()).freeBlockCount == volume.freeBlockCount)
        try volume.remove("a")
        #expect(volume.freeBlockCount == free)
        #expect(try mount(disk.afterCuttingNow()).freeBlockCount == free)
        #expect(try mount(disk.afterCuttingNow()).databases.isEmpty)
    }

    @Test func foreignContentIsRefusedByName() throws {
        let disk = CrashDisk(blockCount: 1024)
        #expect(try Volume.identify(disk) == .blank)
        let contents: [(offset: Int, text: [UInt8], name: StaticText)] = [
            (1080, [0x53, 0xef], "an ext2, ext3 or ext4 filesystem"),
            (0, Array("XFSB".utf8), "an XFS filesystem"),
            (65_600, Array("_BHRfS_M".utf8), "a btrfs filesystem"),
            (512, Array("EFI PART".utf8), "a GUID partition table"),
            (510, [0x55, 0xaa], "a master boot record"),
            (0, Array("LUKS".utf8), "an encrypted LUKS disk"),
            (536, Array("LVM2 001".utf8), "a physical volume of LVM"),
            (4086, Array("SWAPSPACE2".utf8), "swap space"),
            (0, Array("SQLite format 3\0".utf8), "a database of SQLite"),
            (0, Array("hsqs".utf8), "a squashfs filesystem"),
            (32_769, Array("CD001".utf8), "an ISO 9660 filesystem"),
            (82, Array("FAT32   ".utf8), "a FAT filesystem"),
            (0, [0x1f, 0x8b], "data packed by gzip"),
            (0, Array("\u{7f}ELF".utf8), "an ELF program"),
            (4096 * 700 + 99, [1], "unknown data"),
        ]
        for content in contents {
            let disk = CrashDisk(blockCount: 1024)
            disk.change(UInt64(content.offset / blockSize)) {
                let start = content.offset % blockSize
                $0.replaceSubrange(start..<start + content.text.count, with: content.text)
            }
            #expect(try Volume.identify(disk) == .foreign(content.name))
            #expect(throws: VolumeError.notBlank(.foreign(content.name))) {
                try Volume.format(disk, identity: (1, 2))
            }
            #expect(throws: VolumeError.notAVolume(.foreign(content.name))) { try mount(disk) }
            try Volume.format(disk, identity: (1, 2), replacesContent: true)
            #expect(try Volume.identify(disk) == .volume(version: 2))
        }
    }

    @Test func aFormatThatWasCutShortCanBeginAgain() throws {
        let disk = CrashDisk(blockCount: 1024)
        try Volume.format(disk, identity: (1, 2))
        for block in 0..<2 as Range<UInt64> {
            disk.change(block) { $0 = [UInt8](repeating: 0, count: blockSize) }
        }
        #expect(try Volume.identify(disk) == .blank)
        try Volume.format(disk, identity: (3, 4))
        #expect(try mount(disk).identity == (3, 4))
    }

    @Test func aDiskThatIsTooLargeToBeReadIsNotCalledBlank() throws {
        let disk = CrashDisk(blockCount: 65_537)
        #expect(try Volume.identify(disk) == .likelyBlank)
        #expect(throws: VolumeError.notBlank(.likelyBlank)) {
            try Volume.format(disk, identity: (1, 2))
        }
        disk.change(65_000) { $0[7] = 1 }
        #expect(try Volume.identify(disk) == .likelyBlank)
        disk.change(65_536 - 100) { $0[7] = 1 }
        #expect(try Volume.identify(disk) == .foreign("unknown data"))
        let largest = CrashDisk(blockCount: 65_536)
        #expect(try Volume.identify(largest) == .blank)
        largest.change(33_333) { $0[7] = 1 }
        #expect(try Volume.identify(largest) == .foreign("unknown data"))
    }

    @Test func whatIsNoUsableDiskIsRefused() throws {
        #expect(throws: VolumeError.diskTooSmall(blockCount: 65, needed: 66)) {
            try Volume.format(CrashDisk(blockCount: 65), identity: (1, 2), slots: 16)
        }
        #expect(throws: VolumeError.badParameter("a volume has 1 to 64 slots")) {
            try Volume.format(CrashDisk(blockCount: 65), identity: (1, 2), slots: 65)
        }
        let disk = try formatted()
        #expect(throws: VolumeError.diskShrank(blockCount: 1000, expected: 1024)) {
            try mount(disk.copy(blockCount: 1000))
        }
        disk.durability = .volatile
        #expect(throws: VolumeError.volatileDisk) { try mount(disk) }
        _ = try mount(disk, MountOptions(allowsVolatile: true))
        disk.durability = .flush
        disk.geometry.isReadOnly = true
        #expect(throws: VolumeError.readOnly) { try mount(disk) }
        let volume = try mount(disk, MountOptions(isReadOnly: true))
        #expect(throws: VolumeError.readOnly) { try volume.open("a", create: true) }
    }

    @Test func aNewerVersionIsNamed() throws {
        let disk = try formatted()
        for block in UInt64(0)..<2 { disk.change(block) { $0[8] = 9 } }
        #expect(throws: VolumeError.newerVersion(found: 9, supported: 2)) { try mount(disk) }
        #expect(try Volume.identify(disk) == .volume(version: 9))
    }

    /// Who looks at a disk before mounting it must not be told that it may be formatted.
    @Test(arguments: [UInt64(0), 1])
    func aVolumeWithOneDamagedSuperblockIsAVolume(_ copy: UInt64) throws {
        let disk = try formatted()
        disk.change(copy) { $0[40] ^= 1 }
        #expect(try Volume.identify(disk) == .volume(version: 2))
        _ = try mount(disk)
        #expect(throws: VolumeError.notBlank(.volume(version: 2))) {
            try Volume.format(disk, identity: (3, 4))
        }
        let other = try formatted()
        for block in UInt64(0)..<2 { other.change(block) { $0[40] ^= 1 } }
        #expect(try Volume.identify(other) == .foreign("a damaged volume"))
    }

    @Test func oneCopyOfEachPairIsEnough() throws {
        let disk = try formatted()
        var volume = try mount(disk)
        let database = try volume.open("a", create: true)
        for round in 1...3 {
            try database.write(bytes(5000 * round, seed: 1), at: 0)
            try database.makeDurable()
        }
        let whole = disk.copy()
        disk.change(0) { $0[100] ^= 1 }
        // The newest copy of the descriptor is torn: the one before it counts.
        let newest: UInt64 = 3
        disk.change(newest) { $0[300] ^= 1 }
        volume = try mount(disk)
        #expect(volume.databases[0].byteCount == 10_000)
        let findings = try volume.check()
        #expect(findings.count == 2)
        #expect(findings.allSatisfy { !$0.isDamage })
        whole.change(0) { $0[100] ^= 1 }
        whole.change(1) { $0[100] ^= 1 }
        #expect(
            throws: VolumeError.corrupt(
                Damage("both copies of the superblock are unreadable", block: 0))
        ) { try mount(whole) }
    }

    @Test func aReadOnlyMountWritesNothing() throws {
        let disk = try formatted()
        let database = try mount(disk).open("a", create: true)
        try database.write([1, 2, 3], at: 0)
        try database.makeDurable()
        let (writes, flushes) = (disk.counters.writes, disk.counters.flushes)
        let volume = try mount(disk, MountOptions(isReadOnly: true))
        let again = try volume.open("a", create: false)
        #expect(try again.content == [1, 2, 3])
        #expect(throws: VolumeError.readOnly) { try again.write([1], at: 0) }
        #expect(throws: VolumeError.readOnly) { try again.journal.write([1], at: 0) }
        try again.order()
        try again.makeDurable()
        try again.close()
        #expect((writes, flushes) == (disk.counters.writes, disk.counters.flushes))
    }

    @Test func aFailedWritePoisonsUntilTheNextMount() throws {
        let disk = ScriptedDisk(try formatted())
        let volume = try mount(disk)
        let database = try volume.open("a", create: true)
        try database.write(bytes(4096, seed: 1), at: 0)
        try database.makeDurable()
        disk.policy = .failFlush
        try database.write(bytes(4096, seed: 2), at: 0)
        #expect(throws: VolumeError.disk(.flushFailed)) { try database.makeDurable() }
        #expect(throws: VolumeError.poisoned(.flushFailed)) { try database.makeDurable() }
        #expect(throws: VolumeError.poisoned(.flushFailed)) { try database.content }
        #expect(throws: VolumeError.poisoned(.flushFailed)) { try database.write([1], at: 0) }
        #expect(throws: VolumeError.poisoned(.flushFailed)) { try volume.open("b", create: true) }
        let again = try mount(disk).open("a", create: false)
        #expect(again.byteCount == 4096)
    }
}

extension CrashDisk {
    /// What is durable for certain, and no more.
    func afterCuttingNow() -> CrashDisk {
        CrashDisk(blockCount: geometry.blockCount, blocks: durable)
    }
}
