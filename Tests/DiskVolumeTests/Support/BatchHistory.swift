// SPDX-License-Identifier: MIT
// What was done to a database in batches and without, and so what may be found after a power cut.

import DiskVolume
import SeededRandom
import Testing
import VolumeSupport

final class BatchHistory {
    private let database: VolumeDatabase
    private var now: Pages
    /// What may be found: the states after each batch and order since the last flush.
    private var states: [Pages]
    /// Plain writes between two orders, of which a power cut may leave any part: the states before and after each.
    private var loose: [[Pages]] = []
    private(set) var isCreated: Bool

    init(_ start: Pages, _ database: VolumeDatabase) throws {
        self.database = database
        now = start
        states = [start]
        isCreated = !start.content.isEmpty
        try database.setSealedPages(size: start.size, reservedBytes: 32)
        #expect(database.prepareForBatches())
        #expect(try Pages(database, size: start.size) == start)
    }

    func step(_ random: inout SeededRandom) throws {
        switch random.next() % 16 {
        case 0:
            try database.makeDurable()
            isCreated = true
            states = [now]
            loose = []
        case 1: try database.order()
        case 2: try database.tidy()
        case 3:
            // SQLite writes in place only what a journal has, which this stands for.
            try database.order()
            var versions = [now]
            for _ in 0..<Int.random(in: 1...3, using: &random) {
                let page = UInt32.random(in: 1...20, using: &random)
                let seed = random.next() % 1_000_000
                let last = UInt32(now.content.count / now.size)
                try database.writePlainly(min(page, last + 1), seed: seed)
                now.put(min(page, last + 1), seed: seed)
                versions.append(now)
            }
            try database.order()
            loose.append(versions)
            states.append(now)
        case 4:
            let count = now.content.count / now.size
            guard count > 4 else { return }
            let kept = Int.random(in: 1...count, using: &random)
            try database.truncate(to: UInt64(kept * now.size))
            now.content.removeLast(now.content.count - kept * now.size)
            try database.order()
            states.append(now)
        default:
            let count = random.next() % 4 == 0 ? 8 : Int.random(in: 1...3, using: &random)
            var pages: [(UInt32, UInt64)] = []
            for _ in 0..<count {
                pages.append((UInt32.random(in: 1...30, using: &random), random.next() % 1_000_000))
            }
            for (page, seed) in pages where try !database.tryPut(page, seed: seed) {
                return database.abandonBatch()
            }
            if random.next() % 8 == 0 { return database.abandonBatch() }
            for (page, seed) in pages { now.put(page, seed: seed) }
            try database.finishBatch()
            states.append(now)
            if random.next() & 1 == 0 { try database.order() }
            if random.next() & 1 == 0 { try database.tidy() }
        }
        if random.next() % 8 == 0 {
            #expect(try Pages(database, size: now.size) == now, "what is read was written last")
        }
    }

    /// Whether pages were written in place, which a power cut can tear.
    var hasLooseWrites: Bool { !loose.isEmpty }

    /// How each state that was allowed differs.
    func differences(_ found: Pages) -> String {
        states.map { state in
            let pages = stride(
                from: 0, to: max(found.content.count, state.content.count), by: now.size
            ).filter {
                found.content.dropFirst($0).prefix(now.size)
                    != state.content.dropFirst($0).prefix(now.size)
            }.map { "\($0 / now.size + 1)" }.joined(separator: ",")
            return "\(state.summary): \(pages)"
        }.joined(separator: "; ")
    }

    /// Whether a power cut may have left this.
    func allows(_ found: Pages) -> Bool {
        if states.contains(found) { return true }
        // A power cut among plain writes: each byte is one that was there before or after one of them.
        return loose.contains { versions in
            guard found.content.count <= versions.last!.content.count else { return false }
            return found.content.indices.allSatisfy { index in
                versions.contains {
                    index >= $0.content.count || $0.content[index] == found.content[index]
                }
            }
        }
    }
}
