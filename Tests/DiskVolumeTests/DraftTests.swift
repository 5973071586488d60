// SPDX-License-Identifier: MIT
// Goal: a draft takes the place of a database whole or not at all, whatever ends the work on it. Method: power cuts after
// each step, on a disk that keeps what was flushed and some of the rest; the old database and the free blocks compared.

import BlockIO
import DiskVolume
import SeededRandom
import TestSupport
import Testing
import VolumeSupport

@Suite struct DraftTests {
    private let old = bytes(30 * 4096, seed: 1)
    private let new = bytes(50 * 4096, seed: 2)

    private func diskWithOld(_ blockCount: UInt64 = 256) throws -> CrashDisk {
        let disk = try formatted(blockCount)
        let database = try mount(disk).open("a", create: true)
        try database.write(old, at: 0)
        try database.makeDurable()
        return disk
    }

    private func write(_ content: [UInt8], toDraftOf volume: Volume) throws {
        let database = try volume.open("a", create: true)
        try database.write(content, at: 0)
        try database.journal.write(bytes(9000, seed: 3), at: 0)
        try database.journal.remove()
        try database.close()
    }

    /// What a mount finds after a power cut that took what was not flushed.
    private func content(_ disk: CrashDisk, _ random: inout SeededRandom) throws -> [UInt8] {
        try mount(disk.afterCrash(&random)).open("a", create: false).content
    }

    @Test(arguments: Seed.range(5))
    func aPowerCutLeavesTheOldDatabaseOrTheNewOne(seed: UInt64) throws {
        var random = SeededRandom(seed: seed)
        for writes in 0..<6 {
            let disk = try diskWithOld()
            let scripted = ScriptedDisk(disk)
            let volume = try mount(scripted)
            try volume.beginDraft("a")
            #expect(try content(disk, &random) == old)
            try write(new, toDraftOf: volume)
            #expect(try content(disk, &random) == old)
            scripted.policy = .failBlock(after: writes)
            let isPublished: Bool
            do {
                try volume.publishDraft()
                isPublished = true
            } catch { isPublished = false }
            let found = try content(disk, &random)
            #expect(found == new || found == old && !isPublished, "seed \(seed)")
        }
    }

    @Test func aDraftThatIsPublishedIsDurable() throws {
        let disk = try diskWithOld()
        let volume = try mount(disk)
        try volume.beginDraft("a")
        try write(new, toDraftOf: volume)
        try volume.publishDraft()
        let again = try mount(disk.afterCuttingNow())
        #expect(try again.check().isEmpty)
        #expect(again.freeBlockCount == volume.freeBlockCount)
        #expect(try again.open("a", create: false).content == new)
    }

    @Test func aDraftOfANewNameTakesASlotWhenItIsPublished() throws {
        let disk = try formatted(256, slots: 1)
        let volume = try mount(disk)
        try volume.beginDraft("a")
        #expect(throws: VolumeError.alreadyOpen("a")) { try volume.beginDraft("b") }
        try write(new, toDraftOf: volume)
        #expect(volume.databases.isEmpty)
        #expect(try mount(disk.afterCuttingNow()).databases.isEmpty)
        try volume.publishDraft()
        #expect(try mount(disk.afterCuttingNow()).open("a", create: false).content == new)
        #expect(throws: VolumeError.noFreeSlot(slots: 1)) { try volume.beginDraft("b") }
    }

    @Test func anAbandonedDraftGivesItsBlocksBack() throws {
        let disk = try diskWithOld(128)
        let volume = try mount(disk)
        let free = volume.freeBlockCount
        for _ in 0..<3 {
            try volume.beginDraft("a")
            try write(new, toDraftOf: volume)
            #expect(volume.freeBlockCount < free - 49)
            volume.abandonDraft()
            #expect(volume.freeBlockCount == free)
        }
        #expect(try volume.open("a", create: false).content == old)
    }

    @Test func whatIsOpenIsNeitherReplacedNorPublished() throws {
        let volume = try mount(diskWithOld())
        let first = try volume.open("a", create: false)
        #expect(throws: VolumeError.alreadyOpen("a")) { try volume.beginDraft("a") }
        try first.close()
        try volume.beginDraft("a")
        let draft = try volume.open("a", create: true)
        #expect(throws: VolumeError.alreadyOpen("a")) { try volume.publishDraft() }
        try draft.close()
        try volume.publishDraft()
        #expect(try volume.open("a", create: false).byteCount == 0)
    }
}
