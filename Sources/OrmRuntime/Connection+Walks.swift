// SPDX-License-Identifier: MIT
// The types whose rows `each` is walking through. SQLite leaves undefined whether a walk sees
// concurrent writes (sqlite.org/isolation.html), and a walk that sees the rows its body saves never
// ends. So writes to those types fail.

extension Connection {
    /// Walks through the rows of an entity. Walks may be nested.
    @inlinable
    func walking<Result>(
        _ entity: Int, _ body: () throws(StoreError) -> Result
    ) throws(StoreError) -> Result {
        beginWalk(entity)
        defer { endWalk() }
        return try body()
    }

    @usableFromInline
    func beginWalk(_ entity: Int) {
        walks.append(entity)
        isWalking = true
    }

    @usableFromInline
    func endWalk() {
        walks.removeLast()
        isWalking = !walks.isEmpty
    }

    /// Throws as ``checkOpen()`` does. Returns false while the entity's rows are being walked
    /// through.
    @usableFromInline
    func checkOpen(writing entity: Int) throws(StoreError) -> Bool {
        try checkOpen()
        return !(isWalking && walks.contains(entity))
    }
}

extension Entity {
    /// Throws if rows of the type cannot be written: on a connection of another schema, in a
    /// rolled-back transaction, or within a walk.
    @inlinable
    static func checkWrite(_ connection: Connection) throws(StoreError) {
        if connection.fingerprint != OrmSchema.fingerprint { throw foreignType(connection) }
        if try connection.checkOpen(writing: ormNumber) { return }
        throw .changeWithinWalk(type: ormTable.type)
    }
}
