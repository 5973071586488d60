// SPDX-License-Identifier: MIT
// One image: a template, and changes of it. Fields of superblocks, descriptors and log blocks get values that matter,
// and mostly checksums that fit, with those of a log's later blocks, so that what reads them has to think.

import BlockIO
import SeededRandom

struct ImageScene {
    /// Offset and length of each field of metadata, by kind.
    private static let superblock = [(0, 8), (8, 4), (16, 8), (24, 8), (32, 8), (40, 8), (48, 4)]
    private static let descriptor = [
        (8, 8), (16, 4), (20, 4), (24, 8), (32, 8), (40, 8), (48, 8), (56, 2), (58, 2), (60, 2),
        (62, 2), (128, 1), (130, 1), (256, 8), (264, 4), (268, 8), (276, 4), (280, 8), (288, 4),
        (292, 8), (300, 4), (304, 8), (312, 4),
    ]
    private static let log = [
        (8, 4), (12, 4), (16, 8), (24, 8), (32, 8), (40, 4), (44, 4), (48, 2), (50, 2), (64, 8),
    ]
    private static let values: [UInt64] = [
        0, 1, 2, 3, 4, 7, 8, 28, 255, 256, 319, 320, 321, 512, 4031, 4032, 4033, 4095, 4096, 4097,
        65_535, 65_536, 0x7fff_ffff, 0x8000_0000, 0xffff_ffff, 1 << 32, (1 << 60) - 1, 1 << 60,
        1 << 63, .max,
    ]

    let template: Template
    let disk: ImageDisk
    /// Whether any change was given a checksum that fits.
    private(set) var isSealed = false
    /// What was done.
    private(set) var kinds: Set<String> = []

    /// - Parameter families: templates by kind; the third number of `head` says which.
    init(_ head: Act, _ families: [[Template]]) {
        let templates = families[head.below(families.count, 2)]
        template = templates[head.below(templates.count, 0)]
        let blocks = UInt64(template.blocks.count)
        let other = [12: blocks - 1, 13: blocks + 60, 14: 40, 15: 3][head.below(64, 1)]
        disk = ImageDisk(template.blocks, blockCount: other ?? blocks)
        if other != nil { kinds.insert("size") }
    }

    static func change(_ random: inout SeededRandom) -> Act {
        let (first, second) = (random.next(), random.next())
        let seals = random.isRare(5) ? 0 : 1 + random.below(2)
        let choices: [(UInt64, Act)] = [
            (10, Act("field", first, random.below(64), second, seals)),
            (4, Act("extent", first, random.below(8), random.below(12), second, seals)),
            (3, Act("bytes", first, second % 4096, random.next(), seals)),
            (1, Act("many", first, second, seals)), (2, Act("copy", first, second, seals)),
            (1, Act("zero", first)), (1, Act("sign", first, second)),
            (1, Act("tear", first, second % 8)),
            (3, Act("page", first, second % 4096, random.next(), seals)),
            (3, Act("record", first, second, random.next(), seals)),
        ]
        return random.pick(choices)
    }

    // MARK: Changes

    mutating func apply(_ act: Act) {
        switch act.kind {
        case "field": changeField(act)
        case "extent": changeExtent(act)
        case "bytes":
            change(metadata(act[0]), seals: act[3]) {
                Sealing.store(
                    act[2], min(8, 4096 - Int(act[1] % 4089)), in: &$0, at: Int(act[1] % 4089))
            }
        case "copy":
            let content = disk[metadata(act[0])]
            change(metadata(act[1]), seals: act[2]) { $0 = content }
        case "zero":
            change(metadata(act[0]), seals: 0) { $0 = [UInt8](repeating: 0, count: blockSize) }
        case "tear":
            let other = disk[metadata(act[0] >> 32)]
            let end = 512 * Int(act[1])
            change(metadata(act[0]), seals: 0) {
                $0.replaceSubrange(end..<4096, with: other[end...])
            }
        case "many": fillExtents(act)
        case "sign": sign(act)
        case "page", "record": changePage(act)
        default:
            guard applyToRecords(act) else { return }
        }
        kinds.insert(act.kind)
    }

    /// Notes that a change was given a checksum that fits.
    mutating func noteSeal() { isSealed = true }

    /// A block that is not just a file's: the first ones more often than logs.
    private func metadata(_ choice: UInt64) -> UInt64 {
        let logs = template.logs.flatMap { $0 }
        if choice % 3 == 0, !logs.isEmpty { return logs[Int(choice >> 8) % logs.count] }
        return (choice >> 8) % 8
    }

    mutating func change(
        _ place: UInt64, seals: UInt64, _ body: (inout [UInt8]) -> Void
    ) {
        guard place < disk.geometry.blockCount else { return }
        var block = disk[place]
        body(&block)
        if seals > 0 {
            isSealed = true
            Sealing.seal(&block, at: place, identity: template.identity)
        }
        disk[place] = block
        if seals > 1 { chain(after: place) }
    }

    /// Has the blocks of a log that follow one name its new checksum.
    private func chain(after place: UInt64) {
        guard let log = template.logs.first(where: { $0.contains(place) }),
            let start = log.firstIndex(of: place)
        else { return }
        for index in log.indices.dropFirst(start + 1) {
            let sum = Sealing.load(disk[log[index - 1]], 4, at: 4)
            var block = disk[log[index]]
            Sealing.store(sum, 4, in: &block, at: 44)
            Sealing.seal(&block, at: log[index], identity: template.identity)
            disk[log[index]] = block
        }
    }

    private mutating func changeField(_ act: Act) {
        let place = metadata(act[0])
        let fields: [(Int, Int)]
        switch Sealing.Kind(disk[place]) {
        case .superblock: fields = Self.superblock
        case .descriptor: fields = Self.descriptor
        case .log: fields = Self.log
        case .other: return
        }
        let (offset, length) = fields[act.below(fields.count, 1)]
        change(place, seals: act[3]) { block in
            let old = Sealing.load(block, length, at: offset)
            Sealing.store(Self.value(act[2], old), length, in: &block, at: offset)
        }
    }

    /// A value that matters, or one near the old one.
    static func value(_ choice: UInt64, _ old: UInt64) -> UInt64 {
        switch choice % 4 {
        case 0: old &+ choice >> 8 % 5 &- 2
        case 1: old ^ 1 << (choice >> 8 % 64)
        default: values[Int(choice >> 8 % UInt64(values.count))]
        }
    }

    /// Has an extent be where another one is, or a little beside it.
    private mutating func changeExtent(_ act: Act) {
        let place = 2 + act[0] % 6
        guard Sealing.Kind(disk[place]) == .descriptor else { return }
        let source = disk[2 + act[0] >> 8 % 6]
        change(place, seals: act[4]) { block in
            let from = 256 + 12 * Int(act[1])
            let to = 256 + 12 * Int(act[2])
            let start = Sealing.load(source, 8, at: from) &+ act[3] % 5 &- 2
            Sealing.store(start, 8, in: &block, at: to)
            if act[3] & 256 != 0 { Sealing.store(1 + act[3] >> 16 % 40, 4, in: &block, at: to + 8) }
            if act[3] & 512 != 0 {
                let counts = 56 + 2 * Int(act[2] % 3)
                let count = Sealing.load(block, 2, at: counts)
                Sealing.store(count &+ 1, 2, in: &block, at: counts)
            }
        }
    }

    /// Fills a descriptor with extents, and says that there are that many, or more.
    private mutating func fillExtents(_ act: Act) {
        let place = 2 + act[0] % 6
        guard Sealing.Kind(disk[place]) == .descriptor else { return }
        let counts: [(UInt64, UInt64, UInt64)] = [
            (320, 0, 0), (321, 0, 0), (0, 320, 1), (319, 1, 1), (65_535, 0, 0), (200, 200, 200),
            (0, 0, 340), (107, 107, 106),
        ]
        let (main, journal, log) = counts[act.below(counts.count, 1)]
        change(place, seals: act[2]) { block in
            Sealing.store(1, 4, in: &block, at: 16)
            for index in 0..<320 {
                Sealing.store(
                    act[1] >> 8 % 200 &+ UInt64(index), 8, in: &block, at: 256 + 12 * index)
                Sealing.store(1, 4, in: &block, at: 264 + 12 * index)
            }
            for (index, count) in [main, journal, log].enumerated() {
                Sealing.store(count, 2, in: &block, at: 56 + 2 * index)
            }
        }
    }

    /// Signatures of what else is on disks, and where.
    private static let signatures: [(offset: Int, bytes: [UInt8])] = [
        (512, Array("EFI PART".utf8)), (536, Array("LVM2 001".utf8)), (1080, [0x53, 0xef]),
        (1024, [0x10, 0x20, 0xf5, 0xf2]), (4096, [0xfc, 0x4e, 0x2b, 0xa9]), (0, [0x1f, 0x8b]),
        (0, [0x28, 0xb5, 0x2f, 0xfd]), (510, [0x55, 0xaa]), (65_600, Array("_BHRfS_M".utf8)),
        (32_769, Array("CD001".utf8)), (4086, Array("SWAPSPACE2".utf8)), (0, []), (9000, [1]),
    ]

    /// Makes the disk something else: without superblocks and mostly without all that is in the way, perhaps with a
    /// signature, or a block in use somewhere, or the backup of a partition table at the end.
    private mutating func sign(_ act: Act) {
        let (offset, bytes) = Self.signatures[act.below(Self.signatures.count, 0)]
        let count = disk.geometry.blockCount
        let kept = act[1] & 3 == 0 ? 2 : act[1] & 3 == 1 ? 130 : count
        for place in 0..<min(kept, count) { disk[place] = [UInt8](repeating: 0, count: blockSize) }
        for (index, byte) in bytes.enumerated() {
            let place = UInt64((offset + index) / blockSize)
            if place < count { disk[place][(offset + index) % blockSize] = byte }
        }
        if act[1] & 28 == 4 {
            let end = act[1] & 32 == 0 ? 0 : blockSize - 512
            disk[count - 1].replaceSubrange(end..<end + 8, with: Array("EFI PART".utf8))
        }
    }

    /// Changes a page of SQLite's: anywhere, or in the header and the cells of its tree.
    private mutating func changePage(_ act: Act) {
        guard !template.pages.isEmpty else { return }
        let index = act.below(template.pages.count, 0)
        let place = template.pages[index]
        guard place < disk.geometry.blockCount else { return }
        var page = disk[place]
        let start = index == 0 ? 100 : 0
        if act.kind == "page" {
            Sealing.store(act[2], 1 + Int(act[2] % 3), in: &page, at: Int(act[1] % 4080))
        } else {
            // A cell's first bytes: its length, key and the types of its columns.
            let cells = Int(
                Sealing.load(page, 1, at: start + 4) | Sealing.load(page, 1, at: start + 3) << 8)
            let cell = start + 8 + 2 * (cells > 0 ? Int(act[1] & 0xffff) % cells : 0)
            let offset = Int(page[min(cell, 4000)]) << 8 | Int(page[min(cell, 4000) + 1])
            let target =
                act[1] & 1 << 40 != 0 ? offset + Int(act[2] % 12) : start + Int(act[2] % 16)
            page[min(target, 4087)] = UInt8(truncatingIfNeeded: act[2] >> 16)
        }
        if act[3] > 0 {
            isSealed = true
            Sealing.sealPage(&page, number: UInt64(index + 1), database: template.database)
        }
        disk[place] = page
    }
}
