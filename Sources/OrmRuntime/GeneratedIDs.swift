// SPDX-License-Identifier: MIT
// Identifiers that the store chose. AUTOINCREMENT never reuses one (sqlite.org/autoinc.html), but
// its state is in the table `sqlite_sequence` and rolls back with the transaction. A value may
// still hold a rolled-back identifier. Saving it later would replace the row that had received the
// identifier in the meantime. So a connection remembers the identifiers of rolled-back
// transactions.
//
// I1  `pending` has each entity's greatest identifier since the open transaction began. It is empty
//     outside a transaction.
// I2  `floors` has each entity's greatest rolled-back identifier that is not in `sqlite_sequence`
//     yet.

/// The greatest identifiers by entity number. There are few, so the search is linear.
struct GeneratedIDs {
    private struct Entry {
        let entity: Int
        var id: Int64
    }

    private var pending: [Entry] = []
    private var floors: [Entry] = []

    /// Records an identifier assigned in the open transaction.
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

    /// Records the rollback of part of the transaction. Including identifiers of the other part is
    /// harmless.
    mutating func savepointRolledBack() {
        for entry in pending { Self.raise(&floors, entry.entity, entry.id) }
    }

    /// The greatest identifier to write to `sqlite_sequence`.
    func floor(of entity: Int) -> Int64? {
        floors.first { $0.entity == entity }?.id
    }

    /// Called after `sqlite_sequence` is updated.
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
    /// Called before statements that generate an identifier.
    @usableFromInline
    func prepareToGenerate(for table: Table, _ entity: Int) throws(StoreError) {
        guard let floor = generatedIDs.floor(of: entity) else { return }
        try raiseSequence(of: table, to: floor)
        generatedIDs.dropFloor(of: entity)
        // If this rolls back too, it becomes a floor again.
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

    /// Returns the identifier that the last insert generated.
    @usableFromInline
    func generatedID(_ entity: Int) -> Int64 {
        let id = lastInsertedRow
        if depth > 0 { generatedIDs.gaveOut(id, for: entity) }
        return id
    }
}
