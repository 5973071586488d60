// SPDX-License-Identifier: MIT
// Good images: what was on a disk at the ends of epochs while honest code worked on it, so that logs, half a commit and
// files in many pieces are among them. Made once in a process, always the same.

import BlockIO
import CSQLite
import DiskVolume
import Golden
import OrmRuntime
import SeededRandom

/// An image and what is known of it.
struct Template {
    var blocks: [[UInt8]]
    /// Blocks of logs, each log's in the order of its sequence.
    var logs: [[UInt64]] = []
    var identity: [UInt8]
    var database: UInt64 = 0
    /// Pages of the first database's main file: where each is, from page 1 on.
    var pages: [UInt64] = []
    var commitLogs: [RecordLog] = []

    init(_ blocks: [[UInt8]]) {
        self.blocks = blocks
        identity = Array(blocks[0][16..<32])
        var regions: [UInt64: [(UInt64, UInt64)]] = [:]
        for (place, block) in blocks.enumerated() where Sealing.Kind(block) == .log {
            let region = Sealing.load(block, 8, at: 16) ^ Sealing.load(block, 8, at: 24) << 48
            regions[region, default: []].append((Sealing.load(block, 4, at: 8), UInt64(place)))
        }
        let slots = Int(Sealing.load(blocks[0], 4, at: 48))
        commitLogs = (0..<slots).compactMap { RecordLog(blocks, slot: $0) }
        logs = regions.sorted { $0.key < $1.key }.map { $0.value.sorted { $0 < $1 }.map { $0.1 } }
    }
}

enum Templates {
    static let blockCount: UInt64 = 220
    private static let imageLimit = 12

    /// Images of volumes whose databases are any bytes.
    static let volumes: [Template] = {
        var templates: [Template] = []
        for slots in [1, 2, 3] { templates += (try? volume(slots: slots)) ?? [] }
        return templates
    }()

    /// Images of volumes whose databases have commit logs, with pages of one block and of two.
    static let commits: [Template] = {
        var templates: [Template] = []
        for pageSize in [4096, 8192] { templates += (try? commits(pageSize: pageSize)) ?? [] }
        return templates
    }()

    /// Images of volumes with a store, in each journal mode, without a commit log and with one.
    static let stores: [Template] = {
        var templates: [Template] = []
        for journal in [StoreOptions.Journal.writeAhead, .rollback] {
            templates += (try? store(journal, batches: 0..<6, from: 3)) ?? []
        }
        return templates
    }()
    static let batchStores: [Template] =
        (try? store(.automatic, batches: 0..<storeBatches, from: 2)) ?? []
    /// Batches of lines that a store of the latter kind gets.
    static let storeBatches = 12

    /// Every text that the stores' lines have.
    static let lines = Set((0..<storeBatches).flatMap { Ledger.lines(ofBatch: $0).map(\.text) })

    private static func formatted(slots: Int) throws -> ImageDisk {
        let disk = ImageDisk(
            Array(repeating: [UInt8](repeating: 0, count: blockSize), count: Int(blockCount)))
        try Volume.format(disk, identity: (0x1122_3344, UInt64(slots)), slots: slots)
        return disk
    }

    /// Some of the images, evenly.
    private static func choose(_ images: [[[UInt8]]]) -> [Template] {
        stride(from: 0, to: images.count, by: max(images.count / imageLimit, 1)).map {
            Template(images[$0])
        }
    }

    private static func volume(slots: Int) throws -> [Template] {
        let disk = try formatted(slots: slots)
        var random = SeededRandom(seed: UInt64(slots))
        var images: [[[UInt8]]] = []
        let volume = try Volume(on: disk) { random.next() }
        disk.onOrder = { images.append(disk.content) }
        let databases = try (0..<min(slots, 2)).map {
            try volume.open(DatabaseName("database \($0)"), create: true)
        }
        for round in 0..<8 as Range<UInt64> {
            for database in databases {
                let bytes = (0..<9000).map { UInt8(truncatingIfNeeded: $0 &* Int(round + 3)) }
                try unsafe bytes.withUnsafeBytes { bytes in
                    try unsafe database.journal.write(at: round * 3000, from: bytes)
                    try unsafe database.write(at: round * 7000, from: bytes)
                    try unsafe database.writeAheadLog.write(at: round % 3 * 9000, from: bytes)
                }
                try database.order()
                if round % 3 == 2 { try database.journal.remove() }
            }
        }
        for database in databases { try database.close() }
        images.append(disk.content)
        return choose(images)
    }

    /// Some rounds of batches, which fill the halves of the log in turn; between them pages are checkpointed, the file is
    /// written in place, and the journal is used.
    private static func commits(pageSize: Int) throws -> [Template] {
        let disk = try formatted(slots: 2)
        var random = SeededRandom(seed: UInt64(pageSize))
        var images: [[[UInt8]]] = []
        let volume = try Volume(on: disk) { random.next() }
        let databases = try (0..<2).map {
            let database = try volume.open(DatabaseName("database \($0)"), create: true)
            try database.setSealedPages(size: pageSize, reservedBytes: 32)
            return database
        }
        disk.onOrder = { images.append(disk.content) }
        var chance = SeededRandom(seed: 3)
        for round in 0..<18 {
            let database = databases[round % 5 == 4 ? 1 : 0]
            guard database.prepareForBatches() else { throw Violation("no room for a log") }
            for _ in 0..<1 + chance.below(3) {
                let page = [UInt8](repeating: UInt8(round + 1), count: pageSize)
                try unsafe page.withUnsafeBytes {
                    let number = UInt32(1 + chance.below(6))
                    _ = try unsafe database.put(number, from: $0)
                }
            }
            try database.finishBatch()
            if round % 2 == 1 { try database.order() }
            try database.tidy()
            guard round == 8 else { continue }
            try unsafe [1, 2, 3].withUnsafeBytes { bytes in
                try unsafe database.journal.write(at: 0, from: bytes)
            }
        }
        for database in databases { try database.close() }
        images.append(disk.content)
        return choose(images)
    }

    private static func store(
        _ journal: StoreOptions.Journal, batches: Range<Int>, from first: Int
    ) throws -> [Template] {
        let disk = try formatted(slots: 2)
        var images: [[[UInt8]]] = []
        try StoreOnVolume.use(disk, seed: 5) { _ in
            var options = StoreOptions()
            options.journal = journal
            let store = try GoldenSchema.open("store", options: options)
            for batch in batches {
                if batch == first { disk.onOrder = { images.append(disk.content) } }
                try LedgerLine.saveAll(Ledger.lines(ofBatch: batch), in: store)
                try Reading(id: batch, first: 0.5, second: batch % 2 == 0 ? nil : 7).save(in: store)
            }
            try store.close()
        }
        images.append(disk.content)
        return choose(images).map(withPages)
    }

    /// Finds the pages by their checksums' numbers.
    private static func withPages(_ template: Template) -> Template {
        var result = template
        for block in 2..<6 where Sealing.load(template.blocks[block], 4, at: 16) == 1 {
            result.database = Sealing.load(template.blocks[block], 8, at: 24)
        }
        var numbers: [UInt64: UInt64] = [:]
        for (place, block) in template.blocks.enumerated()
        where Sealing.Kind(block) == .other {
            let number = Sealing.load(block, 4, at: 4092)
            if number > 0, number < 200 { numbers[number] = UInt64(place) }
        }
        result.pages = (1...UInt64(max(numbers.count, 1))).compactMap { numbers[$0] }
        return result
    }
}
