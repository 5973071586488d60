// SPDX-License-Identifier: MIT
// Writing whole values of types with a natural key or no key: save, insert, saveAll.
// Entity+GeneratedKey.swift has those of types with a generated key.

extension NaturalKeyEntity {
    /// Saves the value: replaces the row with the same key, or inserts one.
    ///
    ///     try Contact(name: "Anil", mail: "avsm2@cam.ac.uk").save(in: db)
    ///
    /// - Parameter target: A store or a write transaction. On a store, the call is its own
    ///   transaction.
    /// - Returns: The value's key.
    /// - Throws: ``StoreError/unique(type:fields:)`` if another row has the same values in unique
    ///   fields; ``StoreError/changeWithinWalk(type:)`` within `each` of the type;
    ///   ``StoreError/limit(name:maximum:got:)`` if a field or the row has more bytes than SQLite
    ///   allows. Nothing is stored then.
    @inlinable @discardableResult
    public func save(
        in target: borrowing some WriteSource & ~Copyable
    ) throws(StoreError) -> ID {
        try target.withWriteConnection { connection throws(StoreError) in
            try write(Self.ormUpsert, connection)
        }
        return ormID
    }

    /// Inserts the value as a new row.
    ///
    ///     try Contact(name: "Anil", mail: "avsm2@cam.ac.uk").insert(into: db)
    ///
    /// - Parameter target: A store or a write transaction. On a store, the call is its own
    ///   transaction.
    /// - Returns: The value's key.
    /// - Throws: ``StoreError/unique(type:fields:)`` if a row already has the key or the same
    ///   values in unique fields; what `save` throws. Nothing is stored then.
    @inlinable @discardableResult
    public func insert(
        into target: borrowing some WriteSource & ~Copyable
    ) throws(StoreError) -> ID {
        try target.withWriteConnection { connection throws(StoreError) in
            try write(Self.ormInsert, connection)
        }
        return ormID
    }

    /// Saves all values in one transaction. Either all are stored or none.
    ///
    ///     try Contact.saveAll(contacts, in: db)
    ///
    /// Within a transaction, earlier writes stay if the call fails. Of values with the same key,
    /// the last is kept.
    ///
    /// - Parameters:
    ///   - values: The values. The sequence is iterated once.
    ///   - target: A store or a write transaction.
    /// - Returns: The keys, in the order of the values.
    /// - Throws: What `save` throws, for the first value that cannot be stored.
    @inlinable @discardableResult
    public static func saveAll(
        _ values: some Sequence<Self>, in target: borrowing some WriteSource & ~Copyable
    ) throws(StoreError) -> [ID] {
        try target.withWriteConnection { connection throws(StoreError) in
            try writeAll(values, connection)
        }
    }
}

extension NaturalKeyEntity where Self: Sendable {
    /// Saves the value in the row with its key, while the task is suspended. See the synchronous
    /// form.
    ///
    /// - Throws: ``StoreError/cancelled`` if the task is cancelled. The write has then happened
    ///   completely or not at all. Otherwise what the synchronous form throws.
    @inlinable @discardableResult
    public func save(in target: some AsyncWriteSource) async throws(StoreError) -> ID {
        try await target.withWriteConnection { connection throws(StoreError) in
            try write(Self.ormUpsert, connection)
        }
        return ormID
    }

    /// Inserts the value as a new row, while the task is suspended. See the synchronous form.
    ///
    /// - Throws: ``StoreError/cancelled`` if the task is cancelled. The write has then happened
    ///   completely or not at all. Otherwise what the synchronous form throws.
    @inlinable @discardableResult
    public func insert(into target: some AsyncWriteSource) async throws(StoreError) -> ID {
        try await target.withWriteConnection { connection throws(StoreError) in
            try write(Self.ormInsert, connection)
        }
        return ormID
    }

    /// Saves all values in one transaction, while the task is suspended. See the synchronous form.
    ///
    /// - Throws: ``StoreError/cancelled`` if the task is cancelled. The write has then happened
    ///   completely or not at all. Otherwise what the synchronous form throws.
    @inlinable @discardableResult
    public static func saveAll(
        _ values: [Self], in target: some AsyncWriteSource
    ) async throws(StoreError) -> [ID] {
        try await target.withWriteConnection { connection throws(StoreError) in
            try writeAll(values, connection)
        }
    }
}

extension KeylessEntity {
    /// Inserts the value as a new row. Saving it twice makes two rows.
    ///
    ///     let id = try Note(text: "Call Anil").save(in: db)
    ///
    /// To change the row, save the ``Stored`` value that reading returns.
    ///
    /// - Parameter target: A store or a write transaction. On a store, the call is its own
    ///   transaction.
    /// - Returns: The row's identifier, which no row had before.
    /// - Throws: ``StoreError/unique(type:fields:)`` if another row has the same values in unique
    ///   fields; ``StoreError/changeWithinWalk(type:)`` within `each` of the type;
    ///   ``StoreError/limit(name:maximum:got:)`` if a field or the row has more bytes than SQLite
    ///   allows. Nothing is stored then.
    @inlinable @discardableResult
    public func save(
        in target: borrowing some WriteSource & ~Copyable
    ) throws(StoreError) -> RowID<Self> {
        try target.withWriteConnection { connection throws(StoreError) in
            try insert(connection)
        }
    }

    /// Inserts each value as a new row, in one transaction. Either all are stored or none.
    ///
    ///     let ids = try Note.saveAll(notes, in: db)
    ///
    /// Within a transaction, earlier writes stay if the call fails.
    ///
    /// - Parameters:
    ///   - values: The values. The sequence is iterated once.
    ///   - target: A store or a write transaction.
    /// - Returns: The rows' identifiers, in the order of the values.
    /// - Throws: What `save` throws, for the first value that cannot be stored.
    @inlinable @discardableResult
    public static func saveAll(
        _ values: some Sequence<Self>, in target: borrowing some WriteSource & ~Copyable
    ) throws(StoreError) -> [RowID<Self>] {
        try target.withWriteConnection { connection throws(StoreError) in
            try insertAll(values, connection)
        }
    }
}

extension KeylessEntity where Self: Sendable {
    /// Inserts the value as a new row and returns the row's identifier, while the task is
    /// suspended. See the synchronous form.
    ///
    /// - Throws: ``StoreError/cancelled`` if the task is cancelled. The write has then happened
    ///   completely or not at all. Otherwise what the synchronous form throws.
    @inlinable @discardableResult
    public func save(in target: some AsyncWriteSource) async throws(StoreError) -> RowID<Self> {
        try await target.withWriteConnection { connection throws(StoreError) in
            try insert(connection)
        }
    }

    /// Inserts each value as a new row, in one transaction, while the task is suspended. See the
    /// synchronous form.
    ///
    /// - Throws: ``StoreError/cancelled`` if the task is cancelled. The write has then happened
    ///   completely or not at all. Otherwise what the synchronous form throws.
    @inlinable @discardableResult
    public static func saveAll(
        _ values: [Self], in target: some AsyncWriteSource
    ) async throws(StoreError) -> [RowID<Self>] {
        try await target.withWriteConnection { connection throws(StoreError) in
            try insertAll(values, connection)
        }
    }
}

// The implementation that both forms of each verb share.
extension Entity {
    @inlinable
    func write(_ planned: StaticStatement, _ connection: Connection) throws(StoreError) {
        try Self.checkWrite(connection)
        try writeChecked(planned, connection)
    }

    /// The same after ``checkWrite(_:)``.
    @inlinable
    func writeChecked(
        _ planned: StaticStatement, _ connection: Connection
    ) throws(StoreError) {
        try connection.withStatement(planned) { statement throws(StoreError) in
            try write(with: statement)
        }
    }

    /// Binds and runs the statement. The caller resets it or returns it to the table, which resets
    /// it.
    @inlinable
    func write(with statement: borrowing Statement) throws(StoreError) {
        try ormBind(to: statement, at: 1)
        do throws(StoreError) {
            try statement.run()
        } catch {
            throw writeError(error)
        }
    }
}

extension NaturalKeyEntity {
    /// Writes the values in one iteration, since a sequence may allow no second.
    @inlinable
    static func writeAll(
        _ values: some Sequence<Self>, _ connection: Connection
    ) throws(StoreError) -> [ID] {
        try checkWrite(connection)
        return try connection.atomically { () throws(StoreError) in
            try connection.withStatement(ormUpsert) { statement throws(StoreError) in
                var ids: [ID] = []
                ids.reserveCapacity(values.underestimatedCount)
                for value in values {
                    try value.write(with: statement)
                    statement.reset()
                    ids.append(value.ormID)
                }
                return ids
            }
        }
    }
}

extension KeylessEntity {
    @inlinable
    func insert(_ connection: Connection) throws(StoreError) -> RowID<Self> {
        try Self.checkWrite(connection)
        try connection.prepareToGenerate(for: Self.ormTable, Self.ormNumber)
        try writeChecked(Self.ormInsert, connection)
        return RowID(rawValue: connection.generatedID(Self.ormNumber))
    }

    @inlinable
    static func insertAll(
        _ values: some Sequence<Self>, _ connection: Connection
    ) throws(StoreError) -> [RowID<Self>] {
        try checkWrite(connection)
        return try connection.atomically { () throws(StoreError) in
            try connection.prepareToGenerate(for: ormTable, ormNumber)
            return try connection.withStatement(ormInsert) { statement throws(StoreError) in
                var ids: [RowID<Self>] = []
                ids.reserveCapacity(values.underestimatedCount)
                for value in values {
                    try value.write(with: statement)
                    statement.reset()
                    ids.append(RowID(rawValue: connection.generatedID(ormNumber)))
                }
                return ids
            }
        }
    }
}
