// SPDX-License-Identifier: MIT
// Goal: a page that is not what was written, where it was written, is found out. Method: CRC-32C a bit at a time beside
// the fast one, and every way for a page to be wrong.

import DiskVolume
import Testing
import VolumeSupport

@Suite struct PageChecksumTests {
    @Test func theSumIsCRC32COverDatabaseNumberAndPage() {
        for size in [512, 1024, 4096, 65_536] {
            var page = bytes(size, seed: UInt64(size))
            seal(&page, 0x0102_0304_0506_0708, 0x0a0b_0c0d)
            let message: [UInt8] = [8, 7, 6, 5, 4, 3, 2, 1, 0x0d, 0x0c, 0x0b, 0x0a]
            let sum = crc32c(message + page[..<(size - 8)])
            let expected = [0, 8, 16, 24].map { UInt8(truncatingIfNeeded: sum >> $0) }
            #expect(Array(page[(size - 8)..<(size - 4)]) == expected)
            #expect(Array(page[(size - 4)...]) == [0x0d, 0x0c, 0x0b, 0x0a])
        }
    }

    @Test func theCheckValueIsTheStandards() {
        #expect(crc32c(Array("123456789".utf8)) == 0xe306_9283)
    }

    @Test func whatIsWrongIsFoundOut() {
        var page = bytes(4096, seed: 1)
        seal(&page, 5, 9)
        #expect(verify(page, 5, 9))
        #expect(!verify(page, 6, 9))
        #expect(!verify(page, 5, 8))
        for offset in [0, 100, 4087, 4088, 4091, 4092, 4095] {
            var other = page
            other[offset] ^= 0x10
            #expect(!verify(other, 5, 9))
        }
    }

    @Test func aPageThatWasNeverWrittenPasses() {
        #expect(verify([UInt8](repeating: 0, count: 4096), 5, 9))
        #expect(!verify([1] + [UInt8](repeating: 0, count: 4095), 5, 9))
    }

    @Test func aCheckFindsDamagedPages() throws {
        let disk = try formatted()
        let database = try mount(disk).open("a", create: true)
        for number in 1...20 {
            var page = bytes(4096, seed: UInt64(number))
            if number == 1 { page.replaceSubrange(16..<21, with: [16, 0, 1, 1, 8]) }
            seal(&page, database.identifier, UInt32(number))
            try database.write(page, at: UInt64(number - 1) * 4096)
        }
        try database.makeDurable()
        #expect(try mount(disk).check().isEmpty)
        disk.change(10 + 6) { $0[50] ^= 1 }
        let findings = try mount(disk).check()
        #expect(findings.map(\.isDamage) == [true])
        #expect(findings.first?.damage.block == 16)
        #expect(findings.first?.damage.database == "a")
    }

    @Test func pagesThatALogBringsBackAreNoDamage() throws {
        for (journal, frame, isDamage) in [
            (UInt8(0), UInt8(0), true), (0xd9, 0, false), (0, 7, false), (0, 8, true),
        ] {
            let disk = try formatted()
            let database = try mount(disk).open("a", create: true)
            try database.setSealedPages(size: 4096, reservedBytes: 8)
            for number in 1...20 {
                var page = bytes(4096, seed: UInt64(number))
                seal(&page, database.identifier, UInt32(number))
                if number == 7 { page[9] ^= 1 }
                try database.write(page, at: UInt64(number - 1) * 4096)
            }
            try database.journal.write([journal] + [UInt8](repeating: 0, count: 27), at: 0)
            if frame > 0 {
                try database.writeAheadLog.write([UInt8](repeating: 1, count: 32), at: 0)
                for page in [1, frame] {
                    try database.writeAheadLog.write(
                        [0, 0, 0, page] + [UInt8](repeating: 2, count: 4116),
                        at: database.writeAheadLog.byteCount)
                }
            }
            try database.makeDurable()
            #expect(try mount(disk).check().map(\.isDamage) == [isDamage])
        }
    }

    private func seal(_ page: inout [UInt8], _ database: UInt64, _ number: UInt32) {
        page.withUnsafeMutableBytes {
            PageChecksum.seal($0, database: database, number: number)
        }
    }

    private func verify(_ page: [UInt8], _ database: UInt64, _ number: UInt32) -> Bool {
        page.withUnsafeBytes { PageChecksum.verify($0, database: database, number: number) }
    }
}
