// SPDX-License-Identifier: MIT
// The commit logs of an image, found in its descriptors: Documentation/VolumeFormat.md, read here once more. What a record
// is, is for the fuzzer to say without the code that it tests.

import BlockIO

/// A commit log in an image.
struct RecordLog {
    /// Where a page's last bytes are, from its end.
    enum Field: Int {
        case sequence = 32
        case previous = 24
        case remaining = 20
        case unclosed = 16
        case writer = 12
        case checksum = 8
        case number = 4

        var length: Int { self == .sequence ? 8 : 4 }

        static let all: [Field] = [
            .sequence, .previous, .remaining, .unclosed, .writer, .checksum, .number,
        ]
    }

    /// The block of the descriptor that counts.
    let descriptor: UInt64
    let database: UInt64
    let pageSize: Int
    /// The region's blocks in their order.
    private let blocks: [UInt64]
    /// Pages of the region that hold records of the database, in the order of their sequence.
    private(set) var records: [Int] = []

    /// The commit log of the database in a slot; nil when there is none.
    init?(_ image: [[UInt8]], slot: Int) {
        let copies = [2 + 2 * slot, 3 + 2 * slot].filter { Sealing.Kind(image[$0]) == .descriptor }
        guard
            let place = copies.max(by: { Self.generation(image[$0]) < Self.generation(image[$1]) })
        else { return nil }
        let block = image[place]
        pageSize = Int(Sealing.load(block, 4, at: 20))
        guard Sealing.load(block, 4, at: 16) == 1, pageSize >= 4096 else { return nil }
        descriptor = UInt64(place)
        database = Sealing.load(block, 8, at: 24)
        let first = [56, 58, 60].reduce(0) { $0 + Int(Sealing.load(block, 2, at: $1)) }
        let count = Int(Sealing.load(block, 2, at: 76))
        blocks = (first..<first + count).flatMap { index in
            let start = Sealing.load(block, 8, at: 256 + 12 * index)
            return start..<start + Sealing.load(block, 4, at: 264 + 12 * index)
        }
        guard !blocks.isEmpty else { return nil }
        var found: [(UInt64, Int)] = []
        for index in 0..<pageCount {
            let page = self.places(index).flatMap { image[Int($0)] }
            let sequence = Self.load(page, .sequence)
            guard sequence > 0, Sealing.isSealed(page, database: database) else { continue }
            found.append((sequence, index))
        }
        records = found.sorted { $0 < $1 }.map { $0.1 }
    }

    private static func generation(_ block: [UInt8]) -> UInt64 { Sealing.load(block, 8, at: 8) }

    /// Pages that the region has room for, of both halves.
    var pageCount: Int { blocks.count * 4096 / pageSize / 2 * 2 }

    /// The blocks of a page.
    func places(_ page: Int) -> [UInt64] {
        let count = pageSize / 4096
        return Array(blocks[page * count..<(page + 1) * count])
    }

    func read(_ page: Int, _ disk: ImageDisk) -> [UInt8] {
        places(page).flatMap { disk[$0] }
    }

    func write(_ page: Int, _ bytes: [UInt8], _ disk: ImageDisk) {
        for (index, place) in places(page).enumerated() where place < disk.geometry.blockCount {
            disk[place] = Array(bytes[index * 4096..<(index + 1) * 4096])
        }
    }

    static func load(_ page: [UInt8], _ field: Field) -> UInt64 {
        Sealing.load(page, field.length, at: page.count - field.rawValue)
    }

    static func store(_ value: UInt64, _ field: Field, in page: inout [UInt8]) {
        Sealing.store(value, field.length, in: &page, at: page.count - field.rawValue)
    }

    /// Gives a page the checksum that fits it and its own number.
    func seal(_ page: inout [UInt8]) {
        Sealing.sealPage(&page, number: Self.load(page, .number), database: database)
    }

    /// Has the records that follow one name its checksum, each the one before it.
    func chain(after page: Int, _ disk: ImageDisk) {
        guard let start = records.firstIndex(of: page) else { return }
        for index in records.indices.dropFirst(start + 1) {
            let sum = Self.load(read(records[index - 1], disk), .checksum)
            var bytes = read(records[index], disk)
            Self.store(sum, .previous, in: &bytes)
            seal(&bytes)
            write(records[index], bytes, disk)
        }
    }
}
