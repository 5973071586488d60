// SPDX-License-Identifier: MIT
// Goal: the checksum is CRC-32C, whichever way it is computed. Method: the instruction, the tables and a bit at a time,
// for lengths around a step's, from any alignment, in one piece and in two.

import Testing
import VolumeSupport

@testable import DiskVolume

@Suite struct CRC32CTests {
    private let message = bytes(4200, seed: 32)

    @Test(arguments: [0, 1, 7, 8, 9, 15, 16, 17, 63, 64, 65, 4088, 4096, 4097])
    func bothWaysAreTheStandards(_ count: Int) {
        for start in 0..<9 {
            let part = Array(message[start..<start + count])
            let expected = crc32c(part)
            #expect(byTheProcessor([part]) == expected)
            #expect(byTables(part) == expected)
        }
    }

    @Test func piecesAddUp() {
        for cut in 0...40 {
            let pieces = [Array(message[..<cut]), Array(message[cut..<100])]
            #expect(byTheProcessor(pieces) == crc32c(Array(message[..<100])))
        }
    }

    @Test func integersAreTheirBytesTheLowestFirst() {
        var sum = CRC32C()
        sum.add(UInt64(0x0102_0304_0506_0708))
        sum.add(UInt32(0x0a0b_0c0d))
        #expect(sum.value == crc32c([8, 7, 6, 5, 4, 3, 2, 1, 0x0d, 0x0c, 0x0b, 0x0a]))
    }

    /// On a processor without the instruction, by the tables.
    private func byTheProcessor(_ pieces: [[UInt8]]) -> UInt32 {
        var sum = CRC32C()
        for piece in pieces { piece.withUnsafeBytes { sum.add($0) } }
        return sum.value
    }

    private func byTables(_ bytes: [UInt8]) -> UInt32 {
        ~bytes.withUnsafeBytes { CRCTables.shared.add($0, to: ~0) }
    }
}
