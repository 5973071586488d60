// SPDX-License-Identifier: MIT
// Goal: whatever a power cut does, a database is as it was after some order, with at most a part of what was written
// after that, and never without what was made durable. Method: random work on the three objects of a database over
// several mounts, each ended by a random crash state; what is found is compared with every state that was allowed.

import BlockIO
import DiskVolume
import SeededRandom
import TestSupport
import Testing
import VolumeSupport

@Suite struct VolumeCrashTests {
    @Test(arguments: Seed.range(60))
    func whatSurvivesIsAPrefixOfOrders(seed: UInt64) throws {
        var random = SeededRandom(seed: seed)
        var disk = try formatted(UInt64.random(in: 120...400, using: &random), slots: 2)
        var start = Objects()
        for round in 0..<6 {
            let volume = try mount(disk, seed: seed &* 31 &+ UInt64(round))
            let history = try History(start, volume.open("a", create: true))
            for _ in 0..<Int.random(in: 0...60, using: &random) { try history.step(&random) }
            disk = disk.afterCrash(&random)
            let after = try mount(disk, seed: seed &* 37 &+ UInt64(round))
            guard after.exists("a") else {
                #expect(!history.isCreated, "seed \(seed), round \(round): the database is lost")
                start = Objects()
                continue
            }
            let database = try after.open("a", create: false)
            start = try Objects(database)
            #expect(
                history.allows(start), "seed \(seed), round \(round): \(start.summary)")
            if random.next() & 1 == 0 { try database.close() }
            // The next round mounts what this mount may have changed, which is nothing that can be seen.
            disk = disk.copy()
        }
    }
}

extension VolumeCrashTests {
    /// Many short mounts of a log alone: what one leaves behind its end must not fit the next.
    @Test(arguments: Seed.range(60))
    func whatALostEpochLeftBehindDoesNotCount(seed: UInt64) throws {
        var random = SeededRandom(seed: seed)
        var disk = try formatted(120, slots: 1)
        let first = try mount(disk).open("a", create: true)
        try first.makeDurable()
        var start = Objects()
        for round in 0..<25 {
            let volume = try mount(disk, seed: seed &* 31 &+ UInt64(round))
            let history = try History(start, volume.open("a", create: false))
            for _ in 0..<Int.random(in: 1...6, using: &random) { try history.logStep(&random) }
            disk = disk.afterCrash(&random)
            start = try Objects(mount(disk, seed: random.next()).open("a", create: false))
            try #require(history.allows(start), "seed \(seed), round \(round): \(start.summary)")
        }
    }
}

/// The content of a database.
struct Objects: Equatable {
    var main: [UInt8] = []
    /// Nil when there is none.
    var logs: [[UInt8]?] = [nil, nil]

    init() {}

    init(_ database: VolumeDatabase) throws {
        main = try database.content
        logs = try [database.journal, database.writeAheadLog].map {
            $0.exists ? try $0.content : nil
        }
    }

    subscript(object: Int) -> [UInt8]? {
        object == 0 ? main : logs[object - 1]
    }

    var withoutEmptyLogs: Objects {
        var result = self
        result.logs = logs.map { $0 == [] ? nil : $0 }
        return result
    }

    var summary: String {
        "main \(main.count), logs \(logs.map { $0.map { "\($0.count)" } ?? "none" })"
    }
}

/// What was done to a database, and so what may be found.
private final class History {
    /// States between two orders, all of which changed one object; the first is that of the order.
    private struct Span {
        var object: Int
        var states: [Objects]
    }

    private let database: VolumeDatabase
    private var now: Objects
    private var spans: [Span]
    private(set) var isCreated: Bool

    init(_ start: Objects, _ database: VolumeDatabase) throws {
        now = start
        self.database = database
        isCreated = start != Objects()
        spans = [Span(object: 0, states: [start])]
        #expect(try Objects(database) == start)
    }

    func step(_ random: inout SeededRandom) throws {
        let object = Int(random.next() % 3)
        let log = object == 1 ? database.journal : database.writeAheadLog
        switch random.next() % 12 {
        case 0:
            try database.order()
            order()
        case 1:
            try database.makeDurable()
            order()
            spans = [Span(object: 0, states: [now])]
            isCreated = true
        case 2:
            let size = Int.random(in: 0...max(now[object]?.count ?? 0, 1), using: &random)
            guard size < now[object]?.count ?? 0 else { return }
            switchTarget(to: object)
            if object == 0 {
                try database.truncate(to: UInt64(size))
                now.main.removeLast(now.main.count - size)
            } else {
                try log.truncate(to: UInt64(size))
                now.logs[object - 1]!.removeLast(now.logs[object - 1]!.count - size)
            }
            note()
        case 3 where object > 0:
            guard now[object] != nil else { return }
            switchTarget(to: object)
            try log.remove()
            now.logs[object - 1] = nil
            note()
        default:
            // Appends mostly, sometimes far or over what is there.
            let present = now[object]?.count ?? 0
            var offset = present
            switch random.next() % 6 {
            case 0: offset = Int.random(in: 0...present, using: &random)
            case 1: offset += Int.random(in: 0...5000, using: &random)
            case 2: offset = 0
            default: break
            }
            let content = bytes(
                Int.random(in: 1...(random.next() & 1 == 0 ? 200 : 9000), using: &random),
                seed: random.next())
            guard offset + content.count < 40_000 else { return }
            switchTarget(to: object)
            if object == 0 {
                try database.write(content, at: UInt64(offset))
                Self.put(content, at: offset, &now.main)
            } else {
                try log.write(content, at: UInt64(offset))
                var log = now.logs[object - 1] ?? []
                if offset == 0, content.count >= 28 { log = [] }
                Self.put(content, at: offset, &log)
                now.logs[object - 1] = log
            }
            note()
        }
        if random.next() % 8 == 0 {
            let found = try Objects(database)
            #expect(found == now, "what is read is what was written last")
        }
    }

    /// A step of a log: blocks are few and their ends are at the same places in each mount.
    func logStep(_ random: inout SeededRandom) throws {
        let log = database.journal
        switch random.next() % 10 {
        case 0:
            try database.order()
            order()
        case 1 where random.next() & 1 == 0:
            try database.makeDurable()
            spans = [Span(object: 1, states: [now])]
        case 2, 3:
            guard now.logs[0] != nil else { return }
            switchTarget(to: 1)
            try log.remove()
            now.logs[0] = nil
            note()
        default:
            let content = bytes(4032 * Int.random(in: 1...4, using: &random), seed: random.next())
            let offset = random.next() % 8 == 0 ? 0 : now.logs[0]?.count ?? 0
            guard offset < 60_000 else { return }
            switchTarget(to: 1)
            try log.write(content, at: UInt64(offset))
            now.logs[0] = offset == 0 ? content : now.logs[0]! + content
            note()
        }
    }

    private static func put(_ content: [UInt8], at offset: Int, _ bytes: inout [UInt8]) {
        let end = offset + content.count
        if end > bytes.count { bytes += [UInt8](repeating: 0, count: end - bytes.count) }
        bytes.replaceSubrange(offset..<end, with: content)
    }

    private func order() {
        spans.append(Span(object: 0, states: [now]))
    }

    private func switchTarget(to object: Int) {
        let last = spans.count - 1
        if spans[last].states.count == 1 { spans[last].object = object }
        if spans[last].object != object { spans.append(Span(object: object, states: [now])) }
    }

    private func note() { spans[spans.count - 1].states.append(now) }

    /// Whether a power cut may have left this. The disk may not know of a log that is empty.
    func allows(_ found: Objects) -> Bool {
        let found = found.withoutEmptyLogs
        return spans.contains { span in
            allows(
                found,
                in: Span(object: span.object, states: span.states.map(\.withoutEmptyLogs)))
        }
    }

    private func allows(_ found: Objects, in span: Span) -> Bool {
        if span.states.contains(found) { return true }
        for object in 0..<3 where object != span.object {
            if found[object] != span.states[0][object] { return false }
        }
        // Of the object that was changed, each byte is one that it had, and nothing is beyond its largest size.
        guard let content = found[span.object] else {
            return span.states.contains { $0[span.object] == nil }
        }
        let versions = span.states.map { $0[span.object] ?? [] }
        guard content.count <= versions.map(\.count).max()! else { return false }
        let smallest = versions.map(\.count).min()!
        for (index, byte) in content.enumerated() {
            // The main file may have grown by blocks that were not written.
            if span.object == 0, index >= smallest { break }
            // A gap in a log is zeros.
            if span.object > 0, index >= smallest, byte == 0 { continue }
            guard versions.contains(where: { index < $0.count && $0[index] == byte }) else {
                return false
            }
        }
        return true
    }
}
