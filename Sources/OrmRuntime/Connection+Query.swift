// SPDX-License-Identifier: MIT
// Running queries whose shape is known at run time only.
import CSQLite

extension Connection {
    /// Runs `body` with the bound statement of a query.
    @inlinable
    func withStatement<Result>(
        for query: Query, entity: Int, table: Table, selection: StaticString,
        _ body: (borrowing Statement) throws(StoreError) -> Result
    ) throws(StoreError) -> Result {
        try checkInterrupt()
        let shape = query.shape(entity: entity)
        let statement = try prepared(query, shape, table, selection)
        do throws(StoreError) {
            let result = try body(statement)
            keep(statement, shape)
            return result
        } catch {
            traceFailure(error, of: statement)
            keep(statement, shape)
            throw error
        }
    }

    @usableFromInline
    func prepared(
        _ query: Query, _ shape: Shape, _ table: Table, _ selection: StaticString
    ) throws(StoreError) -> Statement {
        let values = query.values
        try checkVariables(values.count)
        if let statement = shapes.take(shape) {
            try statement.bind(values)
            return statement
        }
        let statement = try prepare(try query.sql(for: table, selecting: selection))
        try statement.bind(values)
        return statement
    }

    @usableFromInline
    func keep(_ statement: consuming Statement, _ shape: Shape) {
        statement.clear()
        shapes.keep(statement, for: shape)
    }

    private func checkVariables(_ count: Int) throws(StoreError) {
        // SAFETY: the handle is open; -1 reads the limit without changing it.
        let maximum = Int(unsafe sqlite3_limit(handle, SQLITE_LIMIT_VARIABLE_NUMBER, -1))
        if count > maximum {
            throw .limit(name: "values in one query", maximum: maximum, got: count)
        }
    }
}
