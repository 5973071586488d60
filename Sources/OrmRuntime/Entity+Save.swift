// Writing whole values whose key the program chooses, or that have none: save, insert, saveAll. Those whose key the store
// chooses are in Entity+GeneratedKey.swift.
// SPDX-License-Identifier: MIT

extension NaturalKeyEntity {
    /// Stores the value: replaces the row with the same key, or makes a new one.
    @inlinable @discardableResult
    public func save(
        in target: borrowing some WriteSource & ~Copyable
    ) throws(StoreError) -> ID {
        try target.withWriteConnection { connection throws(StoreError) in
            try write(Self.ormUpsert, connection)
        }
        return ormID
    }

    /// Stores the value in a new row; fails with ``StoreError/unique(type:fields:)`` when its key is
    /// taken.
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
    /// Stores the value: replaces the row with the same key, or makes a new one.
    @inlinable @discardableResult
    public func save(in target: some AsyncWriteSource) async throws(StoreError) -> ID {
        try await target.withWriteConnection { connection throws(StoreError) in
            try write(Self.ormUpsert, connection)
        }
        return ormID
    }

    /// Stores the value in a new row; fails when its key is taken.
    @inlinable @discardableResult
    public func insert(into target: some AsyncWriteSource) async throws(StoreError) -> ID {
        try await target.withWriteConnection { connection throws(StoreError) in
            try write(Self.ormInsert, connection)
        }
        return ormID
    }

    /// Saves all values in one transaction: all of them are stored, or none.
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
    /// Stores the value in a new row and returns the row's identifier.
    @inlinable @discardableResult
    public func save(
        in target: borrowing some WriteSource & ~Copyable
    ) throws(StoreError) -> RowID<Self> {
        try target.withWriteConnection { connection throws(StoreError) in
            try insert(connection)
        }
    }

    /// Saves all values in one transaction: all of them are stored, or none.
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
    /// Stores the value in a new row and returns the row's identifier.
    @inlinable @discardableResult
    public func save(in target: some AsyncWriteSource) async throws(StoreError) -> RowID<Self> {
        try await target.withWriteConnection { connection throws(StoreError) in
            try insert(connection)
        }
    }

    /// Saves all values in one transaction: all of them are stored, or none.
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
