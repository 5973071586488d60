// SPDX-License-Identifier: MIT
// Reading: get, first, find, exists, count, each. Every verb has a blocking and an asynchronous
// form under the same name.

extension Entity {
    /// Returns the rows that satisfy a predicate.
    ///
    ///     let adults = try Contact.get(
    ///         from: db, where: .age(.atLeast(18)), orderBy: .name, limit: 20)
    ///
    /// Generated code adds a `get` with an argument for each field:
    /// `Contact.get(from: db, name: "Anil")`.
    ///
    /// All rows are in memory at once; `each` keeps only one.
    ///
    /// - Parameters:
    ///   - source: A store, a read-only store or a transaction.
    ///   - predicate: The condition; `.all` for every row.
    ///   - orderBy: The fields to sort by, most significant first. Without any, the order is
    ///     undefined.
    ///   - limit: The maximum number of rows. A negative number counts as 0; nil means no limit.
    ///   - offset: The number of rows to skip. A negative number counts as 0.
    /// - Returns: The values, or ``Stored`` values for a type without a key. Empty if no row
    ///   satisfies the predicate.
    /// - Throws: ``StoreError/decode(type:field:row:problem:)`` for a row that cannot be decoded;
    ///   ``StoreError/limit(name:maximum:got:)`` for a predicate with too many levels or values.
    @inlinable
    public static func get(
        from source: borrowing some ReadSource & ~Copyable, where predicate: Where,
        orderBy: Ordering<Self>..., limit: Int? = nil, offset: Int = 0
    ) throws(StoreError) -> [OrmRecord] {
        try ormGet(source, predicate, orderBy, limit, offset)
    }

    /// Returns the rows that satisfy a predicate, in an order built at run time.
    @inlinable
    public static func get(
        from source: borrowing some ReadSource & ~Copyable, where predicate: Where,
        orderBy: [Ordering<Self>], limit: Int? = nil, offset: Int = 0
    ) throws(StoreError) -> [OrmRecord] {
        try ormGet(source, predicate, orderBy, limit, offset)
    }

    /// Returns the first row that satisfies a predicate, in the given order.
    ///
    ///     let first = try Contact.first(from: db, where: .kind(.friend), orderBy: .name)
    ///
    /// - Parameters:
    ///   - source: A store, a read-only store or a transaction.
    ///   - predicate: The condition; `.all` for every row.
    ///   - orderBy: The fields to sort by, most significant first. Without any, the order is
    ///     undefined.
    /// - Returns: The value, or a ``Stored`` value for a type without a key. Nil if no row
    ///   satisfies the predicate.
    /// - Throws: ``StoreError/decode(type:field:row:problem:)`` if that row cannot be decoded;
    ///   ``StoreError/limit(name:maximum:got:)`` for a predicate with too many levels or values.
    @inlinable
    public static func first(
        from source: borrowing some ReadSource & ~Copyable, where predicate: Where = .all,
        orderBy: Ordering<Self>...
    ) throws(StoreError) -> OrmRecord? {
        try source.withReadConnection { connection throws(StoreError) in
            try records(connection, predicate, orderBy, 1, 0).first
        }
    }

    /// Returns the row with an identifier.
    ///
    ///     let contact = try Contact.find(in: db, id: "avsm2@cam.ac.uk")
    ///
    /// Generated code adds a `find` for the key and for each unique field or list of fields, with
    /// their names as labels: `Contact.find(in: db, mail: address)`.
    ///
    /// - Parameters:
    ///   - source: A store, a read-only store or a transaction.
    ///   - id: The key, or the ``RowID`` of a type without a key.
    /// - Returns: The value, or a ``Stored`` value for a type without a key. Nil if there is no
    ///   such row.
    /// - Throws: ``StoreError/decode(type:field:row:problem:)`` if the row cannot be decoded.
    @inlinable
    public static func find(
        in source: borrowing some ReadSource & ~Copyable, id: ID
    ) throws(StoreError) -> OrmRecord? {
        try ormLookUp(ormFind, in: source) { statement throws(StoreError) in
            try ormBind(id, to: statement, at: 1)
        }
    }

    /// Returns the number of rows that satisfy a predicate, or of all rows.
    ///
    ///     try Contact.count(in: db, where: .matching(age: .atLeast(18), kind: .friend))
    ///
    /// - Parameters:
    ///   - source: A store, a read-only store or a transaction.
    ///   - predicate: The condition; `.all` for every row.
    /// - Throws: ``StoreError/limit(name:maximum:got:)`` for a predicate with too many levels or
    ///   values.
    @inlinable
    public static func count(
        in source: borrowing some ReadSource & ~Copyable, where predicate: Where = .all
    ) throws(StoreError) -> Int {
        try source.withReadConnection { connection throws(StoreError) in
            try total(connection, predicate)
        }
    }

    /// Returns whether any row satisfies a predicate, or whether there are any rows.
    ///
    ///     guard try Contact.exists(in: db, where: .kind(.friend)) else { return }
    ///
    /// Stops at the first match.
    ///
    /// - Parameters:
    ///   - source: A store, a read-only store or a transaction.
    ///   - predicate: The condition; `.all` for every row.
    /// - Throws: ``StoreError/limit(name:maximum:got:)`` for a predicate with too many levels or
    ///   values.
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
    /// Returns the rows that satisfy a predicate, while the task is suspended. See the synchronous
    /// form.
    ///
    /// - Throws: ``StoreError/cancelled`` when the task is cancelled; what the synchronous form
    ///   throws.
    @inlinable
    public static func get(
        from source: some AsyncReadSource, where predicate: Where, orderBy: Ordering<Self>...,
        limit: Int? = nil, offset: Int = 0
    ) async throws(StoreError) -> [OrmRecord] {
        try await ormGet(source, predicate, orderBy, limit, offset)
    }

    /// Returns the rows that satisfy a predicate, in an order built at run time, while the task is
    /// suspended.
    ///
    /// - Throws: ``StoreError/cancelled`` when the task is cancelled; what the synchronous form
    ///   throws.
    @inlinable
    public static func get(
        from source: some AsyncReadSource, where predicate: Where, orderBy: [Ordering<Self>],
        limit: Int? = nil, offset: Int = 0
    ) async throws(StoreError) -> [OrmRecord] {
        try await ormGet(source, predicate, orderBy, limit, offset)
    }

    /// Returns the first row that satisfies a predicate, while the task is suspended. See the
    /// synchronous form.
    ///
    /// - Throws: ``StoreError/cancelled`` when the task is cancelled; what the synchronous form
    ///   throws.
    @inlinable
    public static func first(
        from source: some AsyncReadSource, where predicate: Where = .all, orderBy: Ordering<Self>...
    ) async throws(StoreError) -> OrmRecord? {
        try await source.withReadConnection { connection throws(StoreError) in
            try records(connection, predicate, orderBy, 1, 0).first
        }
    }

    /// Returns the row with an identifier, while the task is suspended. See the synchronous form.
    ///
    /// - Throws: ``StoreError/cancelled`` when the task is cancelled; what the synchronous form
    ///   throws.
    @inlinable
    public static func find(
        in source: some AsyncReadSource, id: ID
    ) async throws(StoreError) -> OrmRecord? {
        try await ormLookUp(ormFind, in: source) { statement throws(StoreError) in
            try ormBind(id, to: statement, at: 1)
        }
    }

    /// Returns the number of rows that satisfy a predicate, or of all rows, while the task is
    /// suspended. See the synchronous form.
    ///
    /// - Throws: ``StoreError/cancelled`` when the task is cancelled; what the synchronous form
    ///   throws.
    @inlinable
    public static func count(
        in source: some AsyncReadSource, where predicate: Where = .all
    ) async throws(StoreError) -> Int {
        try await source.withReadConnection { connection throws(StoreError) in
            try total(connection, predicate)
        }
    }

    /// Returns whether any row satisfies a predicate, while the task is suspended. See the
    /// synchronous form.
    ///
    /// - Throws: ``StoreError/cancelled`` when the task is cancelled; what the synchronous form
    ///   throws.
    @inlinable
    public static func exists(
        in source: some AsyncReadSource, where predicate: Where = .all
    ) async throws(StoreError) -> Bool {
        try await source.withReadConnection { connection throws(StoreError) in
            try any(connection, predicate)
        }
    }
}

// For generated code: the implementation of `get` with labelled arguments.
extension Entity {
    /// For generated code: the blocking form of `get` with labelled arguments.
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
    /// For generated code: the asynchronous form of `get` with labelled arguments.
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

// For generated code: look-ups by key or unique field, each with its own statement index.
extension Entity {
    /// For generated code: the row that a planned `SELECT` with one value finds, or nil.
    @inlinable
    public static func ormLookUp(
        _ planned: StaticStatement, in source: borrowing some ReadSource & ~Copyable,
        _ value: some ColumnValue
    ) throws(StoreError) -> OrmRecord? {
        try ormLookUp(planned, in: source) { statement throws(StoreError) in
            try value.ormBind(to: statement, at: 1)
        }
    }

    /// For generated code: the row that a planned `SELECT` finds, or nil. A closure binds its
    /// values.
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
    /// For generated code: the asynchronous look-up by one value.
    @inlinable
    public static func ormLookUp(
        _ planned: StaticStatement, in source: some AsyncReadSource,
        _ value: some ColumnValue & Sendable
    ) async throws(StoreError) -> OrmRecord? {
        try await ormLookUp(planned, in: source) { statement throws(StoreError) in
            try value.ormBind(to: statement, at: 1)
        }
    }

    /// For generated code: the asynchronous look-up with values bound by a closure.
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

// The implementation that both forms of each verb share.
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
