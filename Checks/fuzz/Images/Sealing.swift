// SPDX-License-Identifier: MIT
// Checksums as Documentation/VolumeFormat.md has them, computed here once more, so that a changed block is believed.

import BlockIO

enum Sealing {
    private static let table: [UInt32] = (0..<256).map { index in
        (0..<8).reduce(UInt32(index)) { state, _ in
            state & 1 == 0 ? state >> 1 : (state >> 1) ^ 0x82f6_3b78
        }
    }

    static func crc(_ bytes: some Sequence<UInt8>, after state: UInt32 = .max) -> UInt32 {
        bytes.reduce(state) { table[Int(($0 ^ UInt32($1)) & 0xff)] ^ ($0 >> 8) }
    }

    /// What a block is, by its first bytes.
    enum Kind {
        case superblock, descriptor, log, other

        init(_ block: [UInt8]) {
            switch Array(block[..<4]) {
            case [77, 105, 114, 97]: self = .superblock
            case [77, 86, 100, 98]: self = .descriptor
            case [77, 86, 108, 103]: self = .log
            default: self = .other
            }
        }
    }

    /// Gives a block of metadata the checksum that fits.
    static func seal(_ block: inout [UInt8], at place: UInt64, identity: [UInt8]) {
        let kind = Kind(block)
        guard kind != .other else { return }
        let hole = kind == .superblock ? 12 : 4
        store(0, 4, in: &block, at: hole)
        var state = crc(kind == .superblock ? Array(block[16..<32]) : identity)
        state = crc(bytes(place, 8), after: state)
        state = ~crc(block, after: state)
        store(UInt64(state), 4, in: &block, at: hole)
    }

    /// Gives a page of SQLite's the checksum that fits, in its last eight bytes.
    static func sealPage(_ page: inout [UInt8], number: UInt64, database: UInt64) {
        let end = page.count - 8
        var state = crc(bytes(database, 8))
        state = crc(bytes(number, 4), after: state)
        state = ~crc(page[..<end], after: state)
        store(UInt64(state), 4, in: &page, at: end)
        store(number, 4, in: &page, at: end + 4)
    }

    /// Whether the checksum of a page fits it and its number.
    static func isSealed(_ page: [UInt8], database: UInt64) -> Bool {
        var copy = page
        sealPage(&copy, number: load(page, 4, at: page.count - 4), database: database)
        return copy == page
    }

    static func bytes(_ number: UInt64, _ count: Int) -> [UInt8] {
        (0..<count).map { UInt8(truncatingIfNeeded: number >> (8 * $0)) }
    }

    static func store(_ number: UInt64, _ count: Int, in block: inout [UInt8], at offset: Int) {
        for index in 0..<count {
            block[offset + index] = UInt8(truncatingIfNeeded: number >> (8 * index))
        }
    }

    static func load(_ block: [UInt8], _ count: Int, at offset: Int) -> UInt64 {
        (0..<count).reversed().reduce(0) { $0 << 8 | UInt64(block[offset + $1]) }
    }
}
