// SPDX-License-Identifier: MIT
// Goal: nothing on a disk makes a volume trap, and what is changed is found out or harmless. Method: bytes of a volume's
// metadata are changed at random, with and without checksums that fit again, then everything is read.

import BlockIO
import DiskVolume
import SeededRandom
import TestSupport
import Testing
import VolumeSupport

@Suite struct HostileTests {
    private func disk() throws -> (CrashDisk, Objects) {
        let disk = try formatted(400)
        let database = try mount(disk).open("a", create: true)
        for round in UInt64(0)..<3 {
            try database.write(bytes(30_000, seed: round), at: round * 20_000)
            try database.writeAheadLog.write(bytes(10_000, seed: round), at: round * 10_000)
            try database.journal.write(bytes(9000, seed: round), at: round * 9000)
            try database.order()
        }
        try database.makeDurable()
        return (disk.copy(), try Objects(database))
    }

    @Test(arguments: Seed.range(80))
    func aChangedBitIsFoundOutOrHarmless(seed: UInt64) throws {
        var random = SeededRandom(seed: seed)
        let (disk, truth) = try disk()
        // Superblocks, descriptors and logs; the main file has checksums in its pages, or none.
        let mainBlocks = Set(disk.current.filter { isMain($0.value) }.keys)
        let blocks = disk.current.keys.filter { !mainBlocks.contains($0) }.sorted()
        let block = blocks.randomElement(using: &random)!
        disk.change(block) { $0[Int(random.next() % 4096)] ^= 1 << UInt8(random.next() % 8) }
        do {
            let database = try mount(disk).open("a", create: false)
            let found = try Objects(database)
            // The newest block of a log cannot be told from a torn one, nor a descriptor's newest copy.
            let isPrefix =
                truth.main.starts(with: found.main)
                && zip(found.logs, truth.logs).allSatisfy {
                    $1!.starts(with: $0 ?? [])
                }
            #expect(isPrefix, "seed \(seed), block \(block)")
        } catch let error as VolumeError {
            guard case .corrupt = error else {
                if case .notAVolume = error { return }
                Issue.record("seed \(seed), block \(block): \(error)")
                return
            }
        }
    }

    private func isMain(_ block: [UInt8]) -> Bool {
        ![Array("MVlg".utf8), Array("MVdb".utf8), Array("Mira".utf8)]
            .contains(Array(block.prefix(4)))
    }

    @Test(arguments: Seed.range(120))
    func liesWithFittingChecksumsNeverTrap(seed: UInt64) throws {
        var random = SeededRandom(seed: seed)
        let (disk, _) = try disk()
        for _ in 0..<Int.random(in: 1...4, using: &random) {
            let block = disk.current.keys.sorted().randomElement(using: &random)!
            guard let hole = checksumOffset(disk.block(block)) else { continue }
            disk.change(block) { bytes in
                for _ in 0..<Int.random(in: 1...3, using: &random) {
                    // Headers and extents more often than payload.
                    let end = random.next() & 1 == 0 ? 64 : 600
                    let offset = Int.random(in: hole == 12 ? 16..<64 : 8..<end, using: &random)
                    bytes[offset] = [0, 1, 255, UInt8(truncatingIfNeeded: random.next())]
                        .randomElement(using: &random)!
                }
                seal(&bytes, at: block, hole)
            }
        }
        do {
            let volume = try mount(disk, seed: seed)
            _ = try volume.check()
            for summary in volume.databases {
                let database = try volume.open(DatabaseName(summary.name), create: false)
                for offset in stride(
                    from: UInt64(0), to: min(database.byteCount, 100_000), by: 4096)
                { _ = try database.read(4096, at: offset) }
                for log in [database.journal, database.writeAheadLog] {
                    for offset in [0, 4000, 12_000, log.byteCount / 2] {
                        _ = try log.read(5000, at: offset)
                    }
                    try log.truncate(to: log.byteCount / 2)
                    try log.write(bytes(5000, seed: 1), at: 0)
                }
                try database.write(bytes(5000, seed: 1), at: database.byteCount / 2)
                try database.truncate(to: 0)
                try database.close()
            }
            _ = try volume.open("new", create: true)
        } catch is VolumeError {}
    }

    private func checksumOffset(_ block: [UInt8]) -> Int? {
        switch block.prefix(4) {
        case [77, 86, 108, 103][...], [77, 86, 100, 98][...]: 4
        case [77, 105, 114, 97][...]: 12
        default: nil
        }
    }

    private func seal(_ block: inout [UInt8], at place: UInt64, _ hole: Int) {
        for index in 0..<4 { block[hole + index] = 0 }
        var message: [UInt8] = []
        let identity: [UInt8] =
            hole == 12
            ? Array(block[16..<32])
            : [1] + [UInt8](repeating: 0, count: 7) + [2]
                + [UInt8](repeating: 0, count: 7)
        message += identity
        for shift in 0..<8 { message.append(UInt8(truncatingIfNeeded: place >> (8 * shift))) }
        let sum = crc32c(message + block)
        for index in 0..<4 { block[hole + index] = UInt8(truncatingIfNeeded: sum >> (8 * index)) }
    }
}

/// CRC-32C, a bit at a time.
func crc32c(_ bytes: [UInt8]) -> UInt32 {
    var state: UInt32 = ~0
    for byte in bytes {
        state ^= UInt32(byte)
        for _ in 0..<8 { state = state & 1 == 0 ? state >> 1 : (state >> 1) ^ 0x82f6_3b78 }
    }
    return ~state
}
