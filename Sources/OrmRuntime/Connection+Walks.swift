// SPDX-License-Identifier: MIT
// The types whose rows are being walked through. SQLite leaves open whether a walk meets what is written meanwhile
// (sqlite.org/isolation.html), and a walk that meets the rows its own body saves never ends; so nothing is written to them.

extension Connection {
    /// Runs a walk through the rows of an entity. Walks may be nested.
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

    /// Fails as ``checkOpen()`` does; false where the entity's rows are being walked through.
    @usableFromInline
    func checkOpen(writing entity: Int) throws(StoreError) -> Bool {
        try checkOpen()
        return !(isWalking && walks.contains(entity))
    }
}

extension Entity {
    /// Fails where rows of the type must not be written: on a connection of another schema, in a transaction that was
    /// rolled back, and within a walk.
    @inlinable
    static func checkWrite(_ connection: Connection) throws(StoreError) {
        if connection.fingerprint != OrmSchema.fingerprint { throw foreignType(connection) }
        if try connection.checkOpen(writing: ormNumber) { return }
        throw .changeWithinWalk(type: ormTable.type)
    }
}
