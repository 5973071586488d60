// SPDX-License-Identifier: MIT
// Changes of commit logs: fields of records, records in other places, torn and emptied ones, batches that nobody wrote,
// and beginnings elsewhere; with checksums that fit, and with those of the records behind, as often as not.

import SeededRandom

extension ImageScene {
    /// Fields of a descriptor that say where its commit log is, where it begins, and what its pages are.
    private static let beginning = [(64, 8), (72, 4), (76, 2), (78, 2), (20, 4), (32, 8)]
    /// Numbers that a page can have and no file needs.
    private static let numbers: [UInt64] = [
        1, 2, 3, 7, 54, 55, 56, 220, 221, 65_535, 1 << 20, 0x7fff_ffff, 0x8000_0000, 0xffff_fffe,
        0xffff_ffff,
    ]

    /// Kinds of damage that a disk can do to records, without anybody who mends checksums.
    static let damages: Set<String> = ["rtear", "rempty", "rcopy", "rfield", "rpage"]

    static func changeOfRecords(_ random: inout SeededRandom) -> Act {
        let (first, second, third) = (random.next(), random.next(), random.next())
        let seals = random.isRare(4) ? 0 : 1 + random.below(2)
        let choices: [(UInt64, Act)] = [
            (8, Act("rfield", first, second, third, seals)),
            (4, Act("rpage", first, second, third, seals)),
            (4, Act("rforge", first, second, third)),
            (3, Act("rcopy", first, second)), (2, Act("rtear", first, second, third)),
            (2, Act("rempty", first)), (4, Act("rbegin", first, second, third)),
        ]
        return random.pick(choices)
    }

    /// Does one of these; false when the act is another, or the image has no commit log.
    mutating func applyToRecords(_ act: Act) -> Bool {
        guard !template.commitLogs.isEmpty else { return false }
        let log = template.commitLogs[act.below(template.commitLogs.count, 0)]
        let choice = act[0] >> 8
        switch act.kind {
        case "rbegin": changeBeginning(log, act)
        case "rforge": forge(log, choice, act)
        case "rfield", "rpage", "rcopy", "rtear", "rempty":
            guard !log.records.isEmpty else { return false }
            let record = log.records[Int(choice % UInt64(log.records.count))]
            if act.kind == "rfield" { changeField(log, record, act) }
            if act.kind == "rpage" { changeContent(log, record, act) }
            if act.kind == "rcopy" {
                let page = log.read(record, disk)
                log.write(act.below(log.pageCount, 1), page, disk)
            }
            if act.kind == "rtear" { tear(log, record, act) }
            if act.kind == "rempty" {
                log.write(record, [UInt8](repeating: 0, count: log.pageSize), disk)
            }
        default: return false
        }
        return true
    }

    private mutating func changeField(_ log: RecordLog, _ record: Int, _ act: Act) {
        let field = RecordLog.Field.all[act.below(RecordLog.Field.all.count, 1)]
        var page = log.read(record, disk)
        let old = RecordLog.load(page, field)
        let value =
            field == .number && act[2] & 1 != 0
            ? Self.numbers[Int(act[2] >> 8 % UInt64(Self.numbers.count))]
            : Self.value(act[2], old)
        RecordLog.store(value, field, in: &page)
        if act[3] > 0, field != .checksum { log.seal(&page) }
        log.write(record, page, disk)
        if act[3] > 0 { noteSeal() }
        if act[3] > 1 { log.chain(after: record, disk) }
    }

    /// Changes a record's page where it is SQLite's.
    private mutating func changeContent(_ log: RecordLog, _ record: Int, _ act: Act) {
        var page = log.read(record, disk)
        let places: [UInt64] = [act[1] % 16, 100 + act[1] % 16, act[1] % 200, act[1]]
        let place = Int(places[Int(act[1] >> 60 % 4)] % UInt64(log.pageSize - 40))
        Sealing.store(act[2], 1 + Int(act[2] >> 56 % 3), in: &page, at: place)
        if act[3] > 0 {
            log.seal(&page)
            noteSeal()
        }
        log.write(record, page, disk)
        if act[3] > 0 { log.chain(after: record, disk) }
    }

    private func tear(_ log: RecordLog, _ record: Int, _ act: Act) {
        var page = log.read(record, disk)
        let other = log.read(act.below(log.pageCount, 1), disk)
        let middle = Int(512 * (1 + act[2] % UInt64(log.pageSize / 512 - 1)))
        if act[2] >> 32 & 1 == 0 {
            page.replaceSubrange(middle..., with: other[middle...])
        } else {
            page.replaceSubrange(..<middle, with: other[..<middle])
        }
        log.write(record, page, disk)
    }

    private mutating func changeBeginning(_ log: RecordLog, _ act: Act) {
        let (offset, length) = Self.beginning[act.below(Self.beginning.count, 1)]
        let sequences = log.records.map { RecordLog.load(log.read($0, disk), .sequence) }
        change(log.descriptor, seals: 1) { block in
            let old = Sealing.load(block, length, at: offset)
            var value = Self.value(act[2], old)
            if offset == 64, act[2] & 64 != 0, !sequences.isEmpty {
                value = sequences[Int(act[2] >> 8 % UInt64(sequences.count))]
            }
            if offset == 72 { value = act[2] % 3 }
            Sealing.store(value, length, in: &block, at: offset)
        }
    }

    /// Writes a batch that nobody wrote: behind the newest record, or as the first of the other half, in the chain, with
    /// pages of any number and content.
    private mutating func forge(_ log: RecordLog, _ choice: UInt64, _ act: Act) {
        let half = log.pageCount / 2
        var random = SeededRandom(seed: act[1])
        guard let last = log.records.last, half > 0 else { return }
        let before = log.read(last, disk)
        var sequence = RecordLog.load(before, .sequence)
        var sum = RecordLog.load(before, .checksum)
        let begins = choice & 3 == 0 || last % half == half - 1
        let start = begins ? (last < half ? half : 0) : last + 1
        let count = min(1 + Int(act[2] % 5), half - start % half)
        for index in 0..<count {
            var page = log.read(log.records[Int(random.below(UInt64(log.records.count)))], disk)
            sequence &+= 1
            RecordLog.store(sequence, .sequence, in: &page)
            RecordLog.store(sum, .previous, in: &page)
            RecordLog.store(UInt64(count - 1 - index), .remaining, in: &page)
            RecordLog.store(random.isRare(2) ? 0 : random.below(8), .unclosed, in: &page)
            let numbers = Self.numbers
            RecordLog.store(
                numbers[Int(random.below(UInt64(numbers.count)))], .number, in: &page)
            log.seal(&page)
            sum = RecordLog.load(page, .checksum)
            log.write(start + index, page, disk)
        }
        noteSeal()
    }
}
