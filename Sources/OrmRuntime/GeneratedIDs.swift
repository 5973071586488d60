// SPDX-License-Identifier: MIT
// Identifiers that the store chose. AUTOINCREMENT never gives one out twice (sqlite.org/autoinc.html), but what it knows is
// in the table `sqlite_sequence` and is rolled back like any other. The program may still hold the identifier then, in a
// value that it saves later, and would replace whatever row got it in the meantime. So a connection remembers what it
// gave out in transactions that were rolled back.
//
// I1  `pending` has the greatest identifier of each entity since the open transaction began; it is empty without one.
// I2  `floors` has the greatest of those that were rolled back and that `sqlite_sequence` does not know of yet.

/// The greatest identifiers by the number of their entity: few, so searched in order.
struct GeneratedIDs {
    private struct Entry {
        let entity: Int
        var id: Int64
    }

    private var pending: [Entry] = []
    private var floors: [Entry] = []

    /// An identifier was given out in the open transaction.
    mutating func gaveOut(_ id: Int64, for entity: Int) {
        Self.raise(&pending, entity, id)
    }

    enum Outcome {
        case committed
        case rolledBack
    }

    mutating func transactionEnded(_ outcome: Outcome) {
        if outcome == .rolledBack { savepointRolledBack() }
        if !pending.isEmpty { pending = [] }
    }

    /// A part of the transaction was rolled back. Identifiers of the other part do no harm among the floors.
    mutating func savepointRolledBack() {
        for entry in pending { Self.raise(&floors, entry.entity, entry.id) }
    }

    /// The greatest identifier that `sqlite_sequence` has to be told of.
    func floor(of entity: Int) -> Int64? {
        floors.first { $0.entity == entity }?.id
    }

    /// `sqlite_sequence` has been told.
    mutating func dropFloor(of entity: Int) {
        floors.removeAll { $0.entity == entity }
    }

    private static func raise(_ entries: inout [Entry], _ entity: Int, _ id: Int64) {
        for index in entries.indices where entries[index].entity == entity {
            entries[index].id = max(entries[index].id, id)
            return
        }
        entries.append(Entry(entity: entity, id: id))
    }
}

extension Connection {
    /// To be called before statements that have the store choose an identifier.
    @usableFromInline
    func prepareToGenerate(for table: Table, _ entity: Int) throws(StoreError) {
        guard let floor = generatedIDs.floor(of: entity) else { return }
        try raiseSequence(of: table, to: floor)
        generatedIDs.dropFloor(of: entity)
        // Should this be rolled back too, it is a floor again.
        if depth > 0 { generatedIDs.gaveOut(floor, for: entity) }
    }

    private func raiseSequence(of table: Table, to floor: Int64) throws(StoreError) {
        let values: [StoredValue] = [.text(table.name), .integer(floor)]
        let update = try prepare("UPDATE sqlite_sequence SET seq = max(seq, ?2) WHERE name = ?1")
        try update.bind(values)
        try update.run()
        if changes > 0 { return }
        let insert = try prepare("INSERT INTO sqlite_sequence(name, seq) VALUES (?, ?)")
        try insert.bind(values)
        try insert.run()
    }

    /// The identifier that the last insert chose.
    @usableFromInline
    func generatedID(_ entity: Int) -> Int64 {
        let id = lastInsertedRow
        if depth > 0 { generatedIDs.gaveOut(id, for: entity) }
        return id
    }
}
