// SPDX-License-Identifier: MIT
// Heap allocations of a piece of work, SQLite's and the Swift runtime's included.
import CProbe

struct Allocations {
    let name: String
    let count: Int
    let rows: Int

    /// Measures the second run: the first one prepares statements and fills caches.
    init(_ name: String, rows: Int, _ body: () throws -> Void) throws {
        self.name = name
        self.rows = rows
        try body()
        let before = cprobe_allocations()
        try body()
        count = Int(cprobe_allocations() - before)
    }
}

extension Lanes {
    /// Reading rows that hold nothing but numbers.
    func allocations() throws -> [Allocations] {
        let readRaw = try raw.readNumbers()
        let (ours, grdb) = (ours, grdb)
        let rows = 200_000
        return [
            try Allocations("raw C, array", rows: rows) { _ = try readRaw() },
            try Allocations("Mirage `get`", rows: rows) { _ = try ours.readNumbers() },
            try Allocations("Mirage `each`", rows: rows) { _ = try ours.sumNumbers() },
            try Allocations("GRDB best effort", rows: rows) { _ = try grdb.readNumbers() },
            try Allocations("GRDB idiomatic", rows: rows) { _ = try grdb.readCodableNumbers() },
        ]
    }
}
