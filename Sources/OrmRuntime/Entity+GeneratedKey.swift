// SPDX-License-Identifier: MIT
// Writing whole values whose key the store chooses: save, insert, saveAll. They write the new key
// into the value, so they need a variable.

extension GeneratedKeyEntity {
    /// Saves the value: replaces the row with the same key, or inserts one.
    ///
    /// The key 0 means not stored yet. The store then chooses the next key and writes it into the
    /// value.
    ///
    ///     var contact = Contact(name: "Anil")
    ///     try contact.save(in: db)
    ///     print(contact.id)  // 1
    ///
    /// A key is never reused, even after its row was deleted.
    ///
    /// - Parameter target: A store or a write transaction. On a store, the call is its own
    ///   transaction.
    /// - Returns: The key.
    /// - Throws: ``StoreError/unique(type:fields:)`` if another row has the same values in unique
    ///   fields; ``StoreError/changeWithinWalk(type:)`` within `each` of the type;
    ///   ``StoreError/limit(name:maximum:got:)`` if a field or the row has more bytes than SQLite
    ///   allows. Nothing is stored then, and the value keeps its key.
    @inlinable @discardableResult
    public mutating func save(
        in target: borrowing some WriteSource & ~Copyable
    ) throws(StoreError) -> ID {
        try store(Self.ormUpsert, in: target)
    }

    /// Inserts the value as a new row, with a new key if its key is 0, and otherwise with its own.
    ///
    ///     var contact = Contact(name: "Anil")
    ///     try contact.insert(into: db)
    ///
    /// - Parameter target: A store or a write transaction. On a store, the call is its own
    ///   transaction.
    /// - Returns: The key.
    /// - Throws: ``StoreError/unique(type:fields:)`` if a row already has the key or the same
    ///   values in unique fields; what `save` throws.
    @inlinable @discardableResult
    public mutating func insert(
        into target: borrowing some WriteSource & ~Copyable
    ) throws(StoreError) -> ID {
        try store(Self.ormInsert, in: target)
    }

    /// Saves all values in one transaction. Either all are stored and have their keys, or none.
    ///
    ///     var contacts = [Contact(name: "Anil"), Contact(name: "Thomas")]
    ///     try Contact.saveAll(&contacts, in: db)
    ///
    /// Within a transaction, earlier writes stay if the call fails.
    ///
    /// - Parameters:
    ///   - values: The values. Those with the key 0 get new keys.
    ///   - target: A store or a write transaction.
    /// - Returns: The keys, in the order of the values.
    /// - Throws: What `save` throws, for the first value that cannot be stored.
    @inlinable @discardableResult
    public static func saveAll(
        _ values: inout [Self], in target: borrowing some WriteSource & ~Copyable
    ) throws(StoreError) -> [ID] {
        let unsaved = values
        let ids = try target.withWriteConnection { connection throws(StoreError) in
            try storeAll(unsaved, connection)
        }
        for (index, id) in ids.enumerated() { values[index].ormID = id }
        return ids
    }
}

extension GeneratedKeyEntity where Self: Sendable {
    /// Saves the value and writes its key into it, while the task is suspended. See the synchronous
    /// form.
    ///
    /// - Throws: ``StoreError/cancelled`` if the task is cancelled. The value may then be stored
    ///   under a key that the program does not learn. Otherwise what the synchronous form throws.
    @inlinable @discardableResult
    public mutating func save(in target: some AsyncWriteSource) async throws(StoreError) -> ID {
        try await store(Self.ormUpsert, in: target)
    }

    /// Inserts the value as a new row and writes its key into it, while the task is suspended. See
    /// the synchronous form.
    ///
    /// - Throws: ``StoreError/cancelled`` if the task is cancelled. The value may then be stored
    ///   under a key that the program does not learn. Otherwise what the synchronous form throws.
    @inlinable @discardableResult
    public mutating func insert(into target: some AsyncWriteSource) async throws(StoreError) -> ID {
        try await store(Self.ormInsert, in: target)
    }

    /// Saves all values in one transaction and writes their keys into them, while the task is
    /// suspended. See the synchronous form.
    ///
    /// - Throws: ``StoreError/cancelled`` if the task is cancelled. The values may then be stored
    ///   under keys that the program does not learn. Otherwise what the synchronous form throws.
    @inlinable @discardableResult
    public static func saveAll(
        _ values: inout [Self], in target: some AsyncWriteSource
    ) async throws(StoreError) -> [ID] {
        let unsaved = values
        let ids = try await target.withWriteConnection { connection throws(StoreError) in
            try storeAll(unsaved, connection)
        }
        for (index, id) in ids.enumerated() { values[index].ormID = id }
        return ids
    }
}

// The implementation that both forms of each verb share.
extension GeneratedKeyEntity {
    /// Runs an insert or upsert and sets the value's key.
    @inlinable
    mutating func store(
        _ planned: StaticStatement, in target: borrowing some WriteSource & ~Copyable
    ) throws(StoreError) -> ID {
        let value = self
        ormID = try target.withWriteConnection { connection throws(StoreError) in
            try value.store(planned, connection)
        }
        return ormID
    }

    /// Runs an insert or upsert and sets the value's key.
    @inlinable
    mutating func store(
        _ planned: StaticStatement, in target: some AsyncWriteSource
    ) async throws(StoreError) -> ID where Self: Sendable {
        let value = self
        ormID = try await target.withWriteConnection { connection throws(StoreError) in
            try value.store(planned, connection)
        }
        return ormID
    }

    /// Runs an insert or upsert, which replaces the key 0 by the next free one. Returns the key.
    @inlinable
    func store(_ planned: StaticStatement, _ connection: Connection) throws(StoreError) -> ID {
        guard ormID == 0 else {
            try write(planned, connection)
            return ormID
        }
        try Self.checkWrite(connection)
        try connection.prepareToGenerate(for: Self.ormTable, Self.ormNumber)
        try writeChecked(planned, connection)
        return ID(truncatingIfNeeded: connection.generatedID(Self.ormNumber))
    }

    @inlinable
    static func storeAll(
        _ values: [Self], _ connection: Connection
    ) throws(StoreError) -> [ID] {
        try checkWrite(connection)
        return try connection.atomically { () throws(StoreError) in
            try connection.prepareToGenerate(for: ormTable, ormNumber)
            return try connection.withStatement(ormUpsert) { statement throws(StoreError) in
                var ids: [ID] = []
                ids.reserveCapacity(values.count)
                for value in values {
                    try value.write(with: statement)
                    statement.reset()
                    let isNew = value.ormID == 0
                    ids.append(
                        isNew
                            ? ID(truncatingIfNeeded: connection.generatedID(ormNumber))
                            : value.ormID)
                }
                return ids
            }
        }
    }
}
