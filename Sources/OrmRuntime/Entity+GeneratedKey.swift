// SPDX-License-Identifier: MIT
// Writing whole values whose key the store chooses: save, insert, saveAll. They write the new key into the value, so they
// need a variable.

extension GeneratedKeyEntity {
    /// Stores the value: replaces the row with the same key, or makes a new one.
    ///
    /// The key 0 stands for not stored yet: the store chooses the next one and writes it into the
    /// value.
    ///
    ///     var contact = Contact(name: "Anil")
    ///     try contact.save(in: db)
    ///     print(contact.id)  // 1
    ///
    /// A key is never given out again, also after its row was deleted.
    ///
    /// - Parameter target: A store or a write transaction. On a store the call is a transaction of
    ///   its own.
    /// - Returns: The key.
    /// - Throws: ``StoreError/unique(type:fields:)`` when another row has the same values in unique
    ///   fields; ``StoreError/changeWithinWalk(type:)`` within `each` of the type;
    ///   ``StoreError/limit(name:maximum:got:)`` when a field or the row has more bytes than SQLite
    ///   takes. Nothing is stored then, and the value has the key that it had.
    @inlinable @discardableResult
    public mutating func save(
        in target: borrowing some WriteSource & ~Copyable
    ) throws(StoreError) -> ID {
        try store(Self.ormUpsert, in: target)
    }

    /// Stores the value in a new row, with a new key when its key is 0, and else with the one that
    /// it has.
    ///
    ///     var contact = Contact(name: "Anil")
    ///     try contact.insert(into: db)
    ///
    /// - Parameter target: A store or a write transaction. On a store the call is a transaction of
    ///   its own.
    /// - Returns: The key.
    /// - Throws: ``StoreError/unique(type:fields:)`` when a row has the key already, or the same
    ///   values in unique fields; what `save` throws.
    @inlinable @discardableResult
    public mutating func insert(
        into target: borrowing some WriteSource & ~Copyable
    ) throws(StoreError) -> ID {
        try store(Self.ormInsert, in: target)
    }

    /// Saves all values in one transaction: all of them are stored and have their keys, or none.
    ///
    ///     var contacts = [Contact(name: "Anil"), Contact(name: "Thomas")]
    ///     try Contact.saveAll(&contacts, in: db)
    ///
    /// Within a transaction, what was written before stays when the call fails.
    ///
    /// - Parameters:
    ///   - values: The values; those with the key 0 get new keys.
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
    /// Stores the value and writes its key into it, while the task is suspended; see the
    /// synchronous form.
    ///
    /// - Throws: ``StoreError/cancelled`` when the task is cancelled: the value may be stored then,
    ///   with a key that the program does not learn. What the synchronous form throws.
    @inlinable @discardableResult
    public mutating func save(in target: some AsyncWriteSource) async throws(StoreError) -> ID {
        try await store(Self.ormUpsert, in: target)
    }

    /// Stores the value in a new row and writes its key into it, while the task is suspended; see
    /// the synchronous form.
    ///
    /// - Throws: ``StoreError/cancelled`` when the task is cancelled: the value may be stored then,
    ///   with a key that the program does not learn. What the synchronous form throws.
    @inlinable @discardableResult
    public mutating func insert(into target: some AsyncWriteSource) async throws(StoreError) -> ID {
        try await store(Self.ormInsert, in: target)
    }

    /// Saves all values in one transaction and writes their keys into them, while the task is
    /// suspended; see the synchronous form.
    ///
    /// - Throws: ``StoreError/cancelled`` when the task is cancelled: the values may be stored
    ///   then, with keys that the program does not learn. What the synchronous form throws.
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

// The work itself, shared by both forms of each verb.
extension GeneratedKeyEntity {
    /// Runs an insert or upsert and takes over the key.
    @inlinable
    mutating func store(
        _ index: StaticStatement, in target: borrowing some WriteSource & ~Copyable
    ) throws(StoreError) -> ID {
        let value = self
        ormID = try target.withWriteConnection { connection throws(StoreError) in
            try value.store(index, connection)
        }
        return ormID
    }

    /// Runs an insert or upsert and takes over the key.
    @inlinable
    mutating func store(
        _ index: StaticStatement, in target: some AsyncWriteSource
    ) async throws(StoreError) -> ID where Self: Sendable {
        let value = self
        ormID = try await target.withWriteConnection { connection throws(StoreError) in
            try value.store(index, connection)
        }
        return ormID
    }

    /// Runs an insert or upsert, whose statements take the key 0 for the next free one; returns the key.
    @inlinable
    func store(_ index: StaticStatement, _ connection: Connection) throws(StoreError) -> ID {
        guard ormID == 0 else {
            try write(index, connection)
            return ormID
        }
        try Self.checkWrite(connection)
        try connection.prepareToGenerate(for: Self.ormTable, Self.ormNumber)
        try write(index, connection)
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
