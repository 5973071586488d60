// Reading: get, first, find, exists, count, each. Every verb exists twice under one name: for callers
// that wait and for tasks.
// SPDX-License-Identifier: MIT

extension Entity {
    /// The rows that satisfy a predicate.
    ///
    /// - Parameters:
    ///   - source: A store or a transaction.
    ///   - predicate: The condition; `.all` for every row.
    ///   - orderBy: The fields to sort by, the most significant first; without any, the order is
    ///     whichever costs the store least.
    ///   - limit: The greatest number of rows wanted; a negative number counts as 0.
    ///   - offset: How many rows to skip first; a negative number counts as 0.
    @inlinable
    public static func get(
        from source: borrowing some ReadSource & ~Copyable, where predicate: Where,
        orderBy: Ordering<Self>..., limit: Int? = nil, offset: Int = 0
    ) throws(StoreError) -> [OrmRecord] {
        try ormGet(source, predicate, orderBy, limit, offset)
    }

    /// The rows that satisfy a predicate, in an order put together at run time.
    @inlinable
    public static func get(
        from source: borrowing some ReadSource & ~Copyable, where predicate: Where,
        orderBy: [Ordering<Self>], limit: Int? = nil, offset: Int = 0
    ) throws(StoreError) -> [OrmRecord] {
        try ormGet(source, predicate, orderBy, limit, offset)
    }

    /// The first row that satisfies a predicate, in the order asked for.
    @inlinable
    public static func first(
        from source: borrowing some ReadSource & ~Copyable, where predicate: Where = .all,
        orderBy: Ordering<Self>...
    ) throws(StoreError) -> OrmRecord? {
        try source.withReadConnection { connection throws(StoreError) in
            try records(connection, predicate, orderBy, 1, 0).first
        }
    }

    /// The row with an identifier.
    @inlinable
    public static func find(
        in source: borrowing some ReadSource & ~Copyable, id: ID
    ) throws(StoreError) -> OrmRecord? {
        try ormLookUp(ormFind, in: source) { statement throws(StoreError) in
            try ormBind(id, to: statement, at: 1)
        }
    }

    /// The number of rows that satisfy a predicate, or of all rows.
    ///
    ///     try Contact.count(in: db, where: .matching(age: .atLeast(18), kind: .friend))
    @inlinable
    public static func count(
        in source: borrowing some ReadSource & ~Copyable, where predicate: Where = .all
    ) throws(StoreError) -> Int {
        try source.withReadConnection { connection throws(StoreError) in
            try total(connection, predicate)
        }
    }

    /// Whether any row satisfies a predicate.
    @inlinable
    public static func exists(
        in source: borrowing some ReadSource & ~Copyable, where predicate: Where = .all
    ) throws(StoreError) -> Bool {
        try source.withReadConnection { connection throws(StoreError) in
            try any(connection, predicate)
        }
    }
}

extension Entity where Self: Sendable, ID: Sendable, OrmRecord: Sendable {
    /// The rows that satisfy a predicate; see the synchronous form.
    @inlinable
    public static func get(
        from source: some AsyncReadSource, where predicate: Where, orderBy: Ordering<Self>...,
        limit: Int? = nil, offset: Int = 0
    ) async throws(StoreError) -> [OrmRecord] {
        try await ormGet(source, predicate, orderBy, limit, offset)
    }

    /// The rows that satisfy a predicate, in an order put together at run time.
    @inlinable
    public static func get(
        from source: some AsyncReadSource, where predicate: Where, orderBy: [Ordering<Self>],
        limit: Int? = nil, offset: Int = 0
    ) async throws(StoreError) -> [OrmRecord] {
        try await ormGet(source, predicate, orderBy, limit, offset)
    }

    /// The first row that satisfies a predicate, in the order asked for.
    @inlinable
    public static func first(
        from source: some AsyncReadSource, where predicate: Where = .all, orderBy: Ordering<Self>...
    ) async throws(StoreError) -> OrmRecord? {
        try await source.withReadConnection { connection throws(StoreError) in
            try records(connection, predicate, orderBy, 1, 0).first
        }
    }

    /// The row with an identifier.
    @inlinable
    public static func find(
        in source: some AsyncReadSource, id: ID
    ) async throws(StoreError) -> OrmRecord? {
        try await ormLookUp(ormFind, in: source) { statement throws(StoreError) in
            try ormBind(id, to: statement, at: 1)
        }
    }

    /// The number of rows that satisfy a predicate, or of all rows.
    @inlinable
    public static func count(
        in source: some AsyncReadSource, where predicate: Where = .all
    ) async throws(StoreError) -> Int {
        try await source.withReadConnection { connection throws(StoreError) in
            try total(connection, predicate)
        }
    }

    /// Whether any row satisfies a predicate.
    @inlinable
    public static func exists(
        in source: some AsyncReadSource, where predicate: Where = .all
    ) async throws(StoreError) -> Bool {
        try await source.withReadConnection { connection throws(StoreError) in
            try any(connection, predicate)
        }
    }
}

// For generated code: `get` with labelled arguments ends here.
extension Entity {
    @inlinable
    public static func ormGet(
        _ source: borrowing some ReadSource & ~Copyable, _ predicate: Where,
        _ orderBy: [Ordering<Self>], _ limit: Int?, _ offset: Int
    ) throws(StoreError) -> [OrmRecord] {
        try source.withReadConnection { connection throws(StoreError) in
            try records(connection, predicate, orderBy, limit, offset)
        }
    }
}

extension Entity where Self: Sendable, ID: Sendable, OrmRecord: Sendable {
    @inlinable
    public static func ormGet(
        _ source: some AsyncReadSource, _ predicate: Where, _ orderBy: [Ordering<Self>],
        _ limit: Int?, _ offset: Int
    ) async throws(StoreError) -> [OrmRecord] {
        try await source.withReadConnection { connection throws(StoreError) in
            try records(connection, predicate, orderBy, limit, offset)
        }
    }
}

// For generated code: look-ups of a unique field or key, each with a statement index of its own.
extension Entity {
    @inlinable
    public static func ormLookUp(
        _ planned: StaticStatement, in source: borrowing some ReadSource & ~Copyable,
        _ value: some ColumnValue
    ) throws(StoreError) -> OrmRecord? {
        try ormLookUp(planned, in: source) { statement throws(StoreError) in
            try value.ormBind(to: statement, at: 1)
        }
    }

    @inlinable
    public static func ormLookUp(
        _ planned: StaticStatement, in source: borrowing some ReadSource & ~Copyable,
        _ bind: (borrowing Statement) throws(StoreError) -> Void
    ) throws(StoreError) -> OrmRecord? {
        try source.withReadConnection { connection throws(StoreError) in
            try lookUp(planned, connection, bind)
        }
    }
}

extension Entity where Self: Sendable, OrmRecord: Sendable {
    @inlinable
    public static func ormLookUp(
        _ planned: StaticStatement, in source: some AsyncReadSource,
        _ value: some ColumnValue & Sendable
    ) async throws(StoreError) -> OrmRecord? {
        try await ormLookUp(planned, in: source) { statement throws(StoreError) in
            try value.ormBind(to: statement, at: 1)
        }
    }

    @inlinable
    public static func ormLookUp(
        _ planned: StaticStatement, in source: some AsyncReadSource,
        _ bind: @escaping @Sendable (borrowing Statement) throws(StoreError) -> Void
    ) async throws(StoreError) -> OrmRecord? {
        try await source.withReadConnection { connection throws(StoreError) in
            try lookUp(planned, connection, bind)
        }
    }
}

// The work itself, shared by both forms of each verb.
extension Entity {
    @inlinable
    static func records(
        _ connection: Connection, _ predicate: Where, _ orderBy: [Ordering<Self>], _ limit: Int?,
        _ offset: Int
    ) throws(StoreError) -> [OrmRecord] {
        let query = selection(predicate, orderBy, limit, offset)
        return try run(query, on: connection) { statement throws(StoreError) in
            var records: [OrmRecord] = []
            while try statement.step() { records.append(try record(of: statement.row)) }
            return records
        }
    }

    @inlinable
    static func lookUp(
        _ planned: StaticStatement, _ connection: Connection,
        _ bind: (borrowing Statement) throws(StoreError) -> Void
    ) throws(StoreError) -> OrmRecord? {
        try check(connection)
        return try connection.withStatement(planned) { statement throws(StoreError) in
            try bind(statement)
            return try statement.step() ? try record(of: statement.row) : nil
        }
    }

    @usableFromInline
    static func total(_ connection: Connection, _ predicate: Where) throws(StoreError) -> Int {
        let query = Query(.count, where: predicate.condition)
        return try run(query, on: connection) { statement throws(StoreError) in
            guard try statement.step() else { return 0 }
            do throws(ColumnFault) {
                return Int(try statement.row.integer(at: 0))
            } catch {
                preconditionFailure("count(*) is an integer")
            }
        }
    }

    @usableFromInline
    static func any(_ connection: Connection, _ predicate: Where) throws(StoreError) -> Bool {
        var query = Query(.exists, where: predicate.condition)
        query.limit = 1
        return try run(query, on: connection) { statement throws(StoreError) in
            try statement.step()
        }
    }

    @usableFromInline
    static func selection(
        _ predicate: Where, _ orderBy: [Ordering<Self>], _ limit: Int?, _ offset: Int
    ) -> Query {
        var query = Query(.select, where: predicate.condition)
        query.ordering = orderBy.map { ($0.column, $0.isDescending) }
        query.limit = limit.map { max(0, $0) }
        query.offset = max(0, offset)
        return query
    }
}
