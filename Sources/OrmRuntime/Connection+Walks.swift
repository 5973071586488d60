// The types whose rows are being walked through. SQLite leaves open whether a walk meets what is written meanwhile
// (sqlite.org/isolation.html), and a walk that meets the rows its own body saves never ends; so nothing is written to them.
// SPDX-License-Identifier: MIT

extension Connection {
    /// Runs a walk through the rows of an entity. Walks may be nested.
    @inlinable
    func walking<Result>(
        _ entity: Int, _ body: () throws(StoreError) -> Result
    ) throws(StoreError) -> Result {
        walks.append(entity)
        defer { walks.removeLast() }
        return try body()
    }
}

extension Entity {
    /// Fails where rows of the type must not be written: on a connection of another schema, in a transaction that was
    /// rolled back, and within a walk.
    @inlinable
    static func checkWrite(_ connection: Connection) throws(StoreError) {
        try check(connection)
        if !connection.walks.isEmpty, connection.walks.contains(ormNumber) {
            throw .changeWithinWalk(type: ormTable.type)
        }
    }
}
