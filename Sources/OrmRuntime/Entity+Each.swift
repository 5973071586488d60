// Walking through rows: each, and what it does with rows that cannot be read.
// SPDX-License-Identifier: MIT

extension Entity {
    /// Calls `body` with one row after the other, without an array of them.
    ///
    /// The rows are those of the moment the call began reading: writing the type's rows from within `body` fails with
    /// ``StoreError/changeWithinWalk(type:)``, those of other types may be written. An error thrown by `body` ends
    /// the walk.
    ///
    ///     try Contact.each(in: tx) { contact in try Card(for: contact).save(in: tx) }
    @inlinable
    public static func each(
        in source: borrowing some ReadSource & ~Copyable, where predicate: Where = .all,
        orderBy: Ordering<Self>..., do body: (OrmRecord) throws(StoreError) -> Void
    ) throws(StoreError) {
        try source.withReadConnection { connection throws(StoreError) in
            try walk(connection, predicate, orderBy, body)
        }
    }

    /// The same, going on where a row cannot be read: `onUndecodable` gets what `get` would fail with, a
    /// ``StoreError/decode(type:field:row:problem:)`` that names type, field and row. The row is skipped when it returns,
    /// and the walk ends with its error when it throws. Other errors end the walk as ever.
    ///
    ///     try Contact.each(in: db, onUndecodable: { print("skipped: \($0)") }) { contact in … }
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
    /// Calls `body` with one row after the other, on the storage thread.
    @inlinable
    public static func each(
        in source: some AsyncReadSource, where predicate: Where = .all, orderBy: Ordering<Self>...,
        do body: @escaping @Sendable (OrmRecord) throws(StoreError) -> Void
    ) async throws(StoreError) {
        try await source.withReadConnection { connection throws(StoreError) in
            try walk(connection, predicate, orderBy, body)
        }
    }

    /// The same on the storage thread, going on where a row cannot be read; see the synchronous form.
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
