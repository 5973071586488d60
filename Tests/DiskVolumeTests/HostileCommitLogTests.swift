// SPDX-License-Identifier: MIT
// Goal: nothing in a commit log makes a volume trap or loop, and a bit that changed is found out or harmless.
// Method: bits of records are changed; records get fields that cannot be, with checksums that fit; then all is used.

import BlockIO
import DiskVolume
import SeededRandom
import TestSupport
import Testing
import VolumeSupport

@Suite struct HostileCommitLogTests {
    /// A database with batches in both halves of its log, durable, and the content after each batch.
    private func disk() throws -> (CrashDisk, UInt64, [Pages]) {
        let (disk, database) = try prepared(blocks: 700)
        var states = [try Pages(database, size: 4096)]
        for round in UInt64(0)..<14 {
            for page in 0..<UInt32(3) {
                try database.put(1 + (UInt32(round) * 3 + page) % 12, seed: round)
            }
            try database.finishBatch()
            try database.makeDurable()
            states.append(try Pages(database, size: 4096))
        }
        return (disk.copy(), database.identifier, states)
    }

    private func records(_ disk: CrashDisk) -> [UInt64] {
        disk.current.keys.filter {
            disk.block($0)[4064..<4072].contains { $0 != 0 }
                && disk.block($0).prefix(4) != [77, 86, 100, 98]
        }.sorted()
    }

    @Test(arguments: Seed.range(60))
    func aChangedBitIsFoundOutOrHarmless(seed: UInt64) throws {
        var random = SeededRandom(seed: seed)
        let (disk, _, states) = try disk()
        let block = records(disk).randomElement(using: &random)!
        disk.change(block) { $0[Int(random.next() % 4096)] ^= 1 << UInt8(random.next() % 8) }
        do throws(VolumeError) {
            let volume = try mount(disk)
            let database = try volume.open("a", create: false)
            guard let found = try? Pages(database, size: 4096) else { return }
            // The last batch cannot be told from one that a power cut tore; a page in the main file has its own checksum.
            let isWhole = states.suffix(2).contains(found)
            try database.close()
            let findings = isWhole ? [] : try volume.check()
            #expect(isWhole || findings.contains { $0.isDamage }, "seed \(seed), block \(block)")
        } catch {
            guard case .corrupt = error else {
                Issue.record("seed \(seed), block \(block): \(error)")
                return
            }
        }
    }

    @Test(arguments: [701, 1 << 20, UInt32.max])
    func aPageThatTheDiskHasNoRoomForIsDamage(number: UInt32) throws {
        let (disk, identifier, _) = try disk()
        for block in records(disk) {
            disk.change(block) {
                $0.withUnsafeMutableBytes {
                    PageChecksum.seal($0, database: identifier, number: number)
                }
            }
        }
        let volume = try mount(disk)
        do throws(VolumeError) {
            _ = try volume.open("a", create: false)
            Issue.record("page \(number) was believed")
        } catch {
            guard case .corrupt = error else {
                Issue.record("\(error)")
                return
            }
        }
    }

    /// The second of three records says that it is the last of its batch.
    @Test func recordsThatDoNotCountDownAreNoBatch() throws {
        let (made, database) = try prepared()
        for page in UInt32(1)...3 { try database.put(page, seed: 5) }
        try database.finishBatch()
        try database.makeDurable()
        let disk = made.copy()
        let batch = records(disk)
        try #require(batch.count == 3)
        #expect(try mount(disk.copy()).open("a", create: false).pagesInCommitLog == 3)
        disk.change(batch[1]) { bytes in
            bytes.replaceSubrange(4076..<4080, with: [0, 0, 0, 0])
            seal(&bytes, database.identifier)
        }
        let checksum = disk.block(batch[1])[4088..<4092]
        disk.change(batch[2]) { bytes in
            bytes.replaceSubrange(4072..<4076, with: checksum)
            seal(&bytes, database.identifier)
        }
        #expect(try mount(disk).open("a", create: false).pagesInCommitLog == 0)
    }

    private func seal(_ page: inout [UInt8], _ database: UInt64) {
        let number = page.suffix(4).reversed().reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
        page.withUnsafeMutableBytes { PageChecksum.seal($0, database: database, number: number) }
    }

    @Test(arguments: Seed.range(100))
    func liesWithFittingChecksumsNeverTrap(seed: UInt64) throws {
        var random = SeededRandom(seed: seed)
        let (disk, identifier, _) = try disk()
        for _ in 0..<Int.random(in: 1...5, using: &random) {
            let block = records(disk).randomElement(using: &random)!
            disk.change(block) { bytes in
                for _ in 0..<Int.random(in: 1...3, using: &random) {
                    let offset = Int.random(in: 4064..<4096, using: &random)
                    bytes[offset] = [0, 1, 2, 255, UInt8(truncatingIfNeeded: random.next())]
                        .randomElement(using: &random)!
                }
                seal(&bytes, identifier)
            }
        }
        do throws(VolumeError) {
            let volume = try mount(disk, seed: seed)
            _ = try volume.check()
            let database = try volume.open("a", create: false)
            for page in UInt64(0)..<14 { _ = try? database.read(4096, at: page * 4096) }
            guard database.prepareForBatches() else { return }
            for round in UInt64(0)..<30 {
                guard (try? database.tryPut(UInt32(round % 9 + 1), seed: round)) == true else {
                    break
                }
                try database.finishBatch()
                try database.makeDurable()
                try database.tidy()
            }
            try database.truncate(to: 4096)
            try database.makeDurable()
            try database.close()
        } catch {
            // Typed, and no trap.
        }
    }
}
