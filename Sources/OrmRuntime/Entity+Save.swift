// SPDX-License-Identifier: MIT
// Writing whole values whose key the program chooses, or that have none: save, insert, saveAll. Those whose key the store
// chooses are in Entity+GeneratedKey.swift.

extension NaturalKeyEntity {
    /// Stores the value: replaces the row with the same key, or makes a new one.
    ///
    ///     try Contact(name: "Anil", mail: "avsm2@cam.ac.uk").save(in: db)
    ///
    /// - Parameter target: A store or a write transaction. On a store the call is a transaction of
    ///   its own.
    /// - Returns: The value's key.
    /// - Throws: ``StoreError/unique(type:fields:)`` when another row has the same values in unique
    ///   fields; ``StoreError/changeWithinWalk(type:)`` within `each` of the type;
    ///   ``StoreError/limit(name:maximum:got:)`` when a field or the row has more bytes than SQLite
    ///   takes. Nothing is stored then.
    @inlinable @discardableResult
    public func save(
        in target: borrowing some WriteSource & ~Copyable
    ) throws(StoreError) -> ID {
        try target.withWriteConnection { connection throws(StoreError) in
            try write(Self.ormUpsert, connection)
        }
        return ormID
    }

    /// Stores the value in a new row.
    ///
    ///     try Contact(name: "Anil", mail: "avsm2@cam.ac.uk").insert(into: db)
    ///
    /// - Parameter target: A store or a write transaction. On a store the call is a transaction of
    ///   its own.
    /// - Returns: The value's key.
    /// - Throws: ``StoreError/unique(type:fields:)`` when a row has the key already, or the same
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

    /// Saves all values in one transaction: all of them are stored, or none.
    ///
    ///     try Contact.saveAll(contacts, in: db)
    ///
    /// Within a transaction, what was written before stays when the call fails. Of values with the
    /// same key the last is kept.
    ///
    /// - Parameters:
    ///   - values: The values, which are gone through once.
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
    /// Stores the value in the row with its key, an old one or a new one, while the task is
    /// suspended; see the synchronous form.
    ///
    /// - Throws: ``StoreError/cancelled`` when the task is cancelled, and the write has then
    ///   happened whole or not at all; what the synchronous form throws.
    @inlinable @discardableResult
    public func save(in target: some AsyncWriteSource) async throws(StoreError) -> ID {
        try await target.withWriteConnection { connection throws(StoreError) in
            try write(Self.ormUpsert, connection)
        }
        return ormID
    }

    /// Stores the value in a new row, while the task is suspended; see the synchronous form.
    ///
    /// - Throws: ``StoreError/cancelled`` when the task is cancelled, and the write has then
    ///   happened whole or not at all; what the synchronous form throws.
    @inlinable @discardableResult
    public func insert(into target: some AsyncWriteSource) async throws(StoreError) -> ID {
        try await target.withWriteConnection { connection throws(StoreError) in
            try write(Self.ormInsert, connection)
        }
        return ormID
    }

    /// Saves all values in one transaction, while the task is suspended; see the synchronous form.
    ///
    /// - Throws: ``StoreError/cancelled`` when the task is cancelled, and the write has then
    ///   happened whole or not at all; what the synchronous form throws.
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
    /// Stores the value in a new row: saving it twice makes two.
    ///
    ///     let id = try Note(text: "Call Anil").save(in: db)
    ///
    /// To change the row, save the ``Stored`` value that reading gives.
    ///
    /// - Parameter target: A store or a write transaction. On a store the call is a transaction of
    ///   its own.
    /// - Returns: The row's identifier, which no other row had before.
    /// - Throws: ``StoreError/unique(type:fields:)`` when another row has the same values in unique
    ///   fields; ``StoreError/changeWithinWalk(type:)`` within `each` of the type;
    ///   ``StoreError/limit(name:maximum:got:)`` when a field or the row has more bytes than SQLite
    ///   takes. Nothing is stored then.
    @inlinable @discardableResult
    public func save(
        in target: borrowing some WriteSource & ~Copyable
    ) throws(StoreError) -> RowID<Self> {
        try target.withWriteConnection { connection throws(StoreError) in
            try insert(connection)
        }
    }

    /// Saves all values, each in a new row, in one transaction: all of them are stored, or none.
    ///
    ///     let ids = try Note.saveAll(notes, in: db)
    ///
    /// Within a transaction, what was written before stays when the call fails.
    ///
    /// - Parameters:
    ///   - values: The values, which are gone through once.
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
    /// Stores the value in a new row and returns the row's identifier, while the task is suspended;
    /// see the synchronous form.
    ///
    /// - Throws: ``StoreError/cancelled`` when the task is cancelled, and the write has then
    ///   happened whole or not at all; what the synchronous form throws.
    @inlinable @discardableResult
    public func save(in target: some AsyncWriteSource) async throws(StoreError) -> RowID<Self> {
        try await target.withWriteConnection { connection throws(StoreError) in
            try insert(connection)
        }
    }

    /// Saves all values, each in a new row, in one transaction, while the task is suspended; see
    /// the synchronous form.
    ///
    /// - Throws: ``StoreError/cancelled`` when the task is cancelled, and the write has then
    ///   happened whole or not at all; what the synchronous form throws.
    @inlinable @discardableResult
    public static func saveAll(
        _ values: [Self], in target: some AsyncWriteSource
    ) async throws(StoreError) -> [RowID<Self>] {
        try await target.withWriteConnection { connection throws(StoreError) in
            try insertAll(values, connection)
        }
    }
}

// The work itself, shared by both forms of each verb.
extension Entity {
    @inlinable
    func write(_ planned: StaticStatement, _ connection: Connection) throws(StoreError) {
        try Self.checkWrite(connection)
        try connection.withStatement(planned) { statement throws(StoreError) in
            try write(with: statement)
        }
    }

    /// Binds and runs; the caller resets, or gives the statement back, which does the same.
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
    /// Runs through the values once: a sequence may not allow more.
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
        try write(Self.ormInsert, connection)
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
