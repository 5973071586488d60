// SPDX-License-Identifier: MIT
// Walking through rows: each, and how it handles rows that cannot be decoded.

extension Entity {
    /// Calls `body` with one row at a time, without building an array.
    ///
    ///     try db.write { tx in
    ///         try Contact.each(in: tx, orderBy: .name) { contact in
    ///             try Card(for: contact).save(in: tx)
    ///         }
    ///     }
    ///
    /// The rows are those at the moment the call began reading. `body` cannot write rows of this
    /// type (``StoreError/changeWithinWalk(type:)``). It can write rows of other types through the
    /// transaction that the walk reads from. If the walk reads from a store, `body` holds the
    /// store, and calling it fails with ``StoreError/nestedUse``.
    ///
    /// - Parameters:
    ///   - source: A store, a read-only store or a transaction.
    ///   - predicate: The condition; `.all` for every row.
    ///   - orderBy: The fields to sort by, most significant first. Without any, the order is
    ///     undefined.
    ///   - body: Called for each row. An error that it throws ends the walk.
    /// - Throws: ``StoreError/decode(type:field:row:problem:)`` for a row that cannot be decoded,
    ///   which ends the walk; ``StoreError/limit(name:maximum:got:)`` for a predicate with too many
    ///   levels or values; what `body` throws.
    @inlinable
    public static func each(
        in source: borrowing some ReadSource & ~Copyable, where predicate: Where = .all,
        orderBy: Ordering<Self>..., do body: (OrmRecord) throws(StoreError) -> Void
    ) throws(StoreError) {
        try source.withReadConnection { connection throws(StoreError) in
            try walk(connection, predicate, orderBy, body)
        }
    }

    /// Calls `body` with one row at a time and skips rows that cannot be decoded.
    ///
    ///     try Contact.each(in: db, onUndecodable: { print("skipped: \($0)") }) { contact in … }
    ///
    /// Otherwise it behaves as the form without `onUndecodable`.
    ///
    /// - Parameters:
    ///   - source: A store, a read-only store or a transaction.
    ///   - predicate: The condition; `.all` for every row.
    ///   - orderBy: The fields to sort by, most significant first. Without any, the order is
    ///     undefined.
    ///   - skip: Receives the ``StoreError/decode(type:field:row:problem:)`` that `get` would
    ///     throw. The row is skipped if it returns, and the walk ends with its error if it throws.
    ///     Other errors end the walk without calling it.
    ///   - body: Called for each row that can be decoded. An error that it throws ends the walk.
    /// - Throws: ``StoreError/limit(name:maximum:got:)`` for a predicate with too many levels or
    ///   values; what the closures throw.
    @inlinable
    public static func each(
        in source: borrowing some ReadSource & ~Copyable, where predicate: Where = .all,
        orderBy: Ordering<Self>...,
        onUndecodable skip: (StoreError) throws(StoreError) -> Void,
        do body: (OrmRecord) throws(StoreError) -> Void
    ) throws(StoreError) {
        try source.withReadConnection { connection throws(StoreError) in
            try walk(connection, predicate, orderBy, skip, body)
        }
    }
}

extension Entity where Self: Sendable, ID: Sendable, OrmRecord: Sendable {
    /// Calls `body` with one row at a time on the store's thread, while the task is suspended. See
    /// the synchronous form.
    ///
    /// - Throws: ``StoreError/cancelled`` if the task is cancelled, which ends the walk before the
    ///   next row; what the synchronous form throws.
    @inlinable
    public static func each(
        in source: some AsyncReadSource, where predicate: Where = .all, orderBy: Ordering<Self>...,
        do body: @escaping @Sendable (OrmRecord) throws(StoreError) -> Void
    ) async throws(StoreError) {
        try await source.withReadConnection { connection throws(StoreError) in
            try walk(connection, predicate, orderBy, body)
        }
    }

    /// Calls `body` with one row at a time on the store's thread and skips rows that cannot be
    /// decoded, while the task is suspended. See the synchronous form.
    ///
    /// - Throws: ``StoreError/cancelled`` if the task is cancelled, which ends the walk before the
    ///   next row; what the synchronous form throws.
    @inlinable
    public static func each(
        in source: some AsyncReadSource, where predicate: Where = .all, orderBy: Ordering<Self>...,
        onUndecodable skip: @escaping @Sendable (StoreError) throws(StoreError) -> Void,
        do body: @escaping @Sendable (OrmRecord) throws(StoreError) -> Void
    ) async throws(StoreError) {
        try await source.withReadConnection { connection throws(StoreError) in
            try walk(connection, predicate, orderBy, skip, body)
        }
    }
}

// The implementation that both forms share.
extension Entity {
    @inlinable
    static func walk(
        _ connection: Connection, _ predicate: Where, _ orderBy: [Ordering<Self>],
        _ body: (OrmRecord) throws(StoreError) -> Void
    ) throws(StoreError) {
        let query = selection(predicate, orderBy, nil, 0)
        try run(query, on: connection) { statement throws(StoreError) in
            try connection.walking(ormNumber) { () throws(StoreError) in
                while try statement.step() {
                    // A step may be too short to notice a cancellation, and `body` may be long.
                    try connection.checkInterrupt()
                    try body(try record(of: statement.row))
                }
            }
        }
    }

    @inlinable
    static func walk(
        _ connection: Connection, _ predicate: Where, _ orderBy: [Ordering<Self>],
        _ skip: (StoreError) throws(StoreError) -> Void,
        _ body: (OrmRecord) throws(StoreError) -> Void
    ) throws(StoreError) {
        let query = selection(predicate, orderBy, nil, 0)
        try run(query, on: connection) { statement throws(StoreError) in
            try connection.walking(ormNumber) { () throws(StoreError) in
                while try statement.step() {
                    try connection.checkInterrupt()
                    switch ormRecord(statement.row) {
                    case .success(let record): try body(record)
                    case .failure(let fault): try skip(decodeError(fault, statement.row))
                    }
                }
            }
        }
    }
}
