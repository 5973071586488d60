// Writing whole values whose key the store chooses: save, insert, saveAll. They write the new key into the value, so they
// need a variable.
// SPDX-License-Identifier: MIT

extension GeneratedKeyEntity {
    /// Stores the value: in a new row when its key is 0, whose number becomes its key; else in place of the row with the
    /// same key.
    ///
    ///     var contact = Contact(name: "Anil")
    ///     try contact.save(in: db)
    ///     print(contact.id)  // 1
    ///
    /// A key is never given out again, also after its row was deleted.
    ///
    /// - Returns: The key.
    @inlinable @discardableResult
    public mutating func save(
        in target: borrowing some WriteSource & ~Copyable
    ) throws(StoreError) -> ID {
        try store(Self.ormUpsert, in: target)
    }

    /// Stores the value in a new row; fails with ``StoreError/unique(type:fields:)`` when it has a key that is taken.
    @inlinable @discardableResult
    public mutating func insert(
        into target: borrowing some WriteSource & ~Copyable
    ) throws(StoreError) -> ID {
        try store(Self.ormInsert, in: target)
    }

    /// Saves all values in one transaction: all of them are stored and have their keys, or none.
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
    /// Stores the value; see the synchronous form.
    @inlinable @discardableResult
    public mutating func save(in target: some AsyncWriteSource) async throws(StoreError) -> ID {
        try await store(Self.ormUpsert, in: target)
    }

    /// Stores the value in a new row; fails when it has a key that is taken.
    @inlinable @discardableResult
    public mutating func insert(into target: some AsyncWriteSource) async throws(StoreError) -> ID {
        try await store(Self.ormInsert, in: target)
    }

    /// Saves all values in one transaction: all of them are stored and have their keys, or none.
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
