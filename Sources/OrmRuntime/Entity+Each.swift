// SPDX-License-Identifier: MIT
// Walking through rows: each, and what it does with rows that cannot be read.

extension Entity {
    /// Calls `body` with one row after the other, without an array of them.
    ///
    ///     try db.write { tx in
    ///         try Contact.each(in: tx, orderBy: .name) { contact in
    ///             try Card(for: contact).save(in: tx)
    ///         }
    ///     }
    ///
    /// The rows are those of the moment the call began reading. Within `body`, writing the type's
    /// rows fails with ``StoreError/changeWithinWalk(type:)``; those of other types may be written,
    /// through the transaction that the walk reads from. Where it reads from a store, `body` has
    /// the store, and calling it fails with ``StoreError/nestedUse``.
    ///
    /// - Parameters:
    ///   - source: A store, a read-only store or a transaction.
    ///   - predicate: The condition; `.all` for every row.
    ///   - orderBy: The fields to sort by, the most significant first; without any, SQLite chooses
    ///     the order.
    ///   - body: Called for each row. An error that it throws ends the walk.
    /// - Throws: ``StoreError/decode(type:field:row:problem:)`` for a row that is not of the type,
    ///   which ends the walk; ``StoreError/limit(name:maximum:got:)`` for a predicate of too many
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

    /// Calls `body` with one row after the other, going on where a row cannot be read.
    ///
    ///     try Contact.each(in: db, onUndecodable: { print("skipped: \($0)") }) { contact in … }
    ///
    /// The rules are those of the form without `onUndecodable`.
    ///
    /// - Parameters:
    ///   - source: A store, a read-only store or a transaction.
    ///   - predicate: The condition; `.all` for every row.
    ///   - orderBy: The fields to sort by, the most significant first; without any, SQLite chooses
    ///     the order.
    ///   - skip: Gets what `get` would fail with, a ``StoreError/decode(type:field:row:problem:)``
    ///     that names type, field and row. The row is passed over when it returns, and the walk
    ///     ends with its error when it throws. Other errors end the walk without it.
    ///   - body: Called for each row that can be read. An error that it throws ends the walk.
    /// - Throws: ``StoreError/limit(name:maximum:got:)`` for a predicate of too many levels or
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
    /// Calls `body` with one row after the other on the store's thread, while the task is
    /// suspended; see the synchronous form.
    ///
    /// - Throws: ``StoreError/cancelled`` when the task is cancelled, which ends the walk before
    ///   its next row; what the synchronous form throws.
    @inlinable
    public static func each(
        in source: some AsyncReadSource, where predicate: Where = .all, orderBy: Ordering<Self>...,
        do body: @escaping @Sendable (OrmRecord) throws(StoreError) -> Void
    ) async throws(StoreError) {
        try await source.withReadConnection { connection throws(StoreError) in
            try walk(connection, predicate, orderBy, body)
        }
    }

    /// Calls `body` with one row after the other on the store's thread, going on where a row cannot
    /// be read, while the task is suspended; see the synchronous form.
    ///
    /// - Throws: ``StoreError/cancelled`` when the task is cancelled, which ends the walk before
    ///   its next row; what the synchronous form throws.
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

// The work itself, shared by both forms.
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
                    // A step may be too short to notice a cancellation, and the body long.
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
