// SPDX-License-Identifier: MIT
// Updating and deleting rows: update, delete.

extension Entity {
    /// Updates fields in all rows that satisfy a predicate.
    ///
    ///     try Contact.update(in: db, where: .mail("x"), set: .name("y"), .age(nil))
    ///
    /// - Parameters:
    ///   - target: A store or a write transaction.
    ///   - predicate: The condition; `.all` for every row.
    ///   - changes: The new values, at most one for each field. Without any, the call does nothing.
    /// - Returns: The number of rows that satisfied the predicate, including those that already had
    ///   the new values.
    /// - Throws: ``StoreError/conflictingChanges(type:field:)`` if a field gets two values, or a
    ///   struct and one of its fields get one each; ``StoreError/unique(type:fields:)`` if rows
    ///   would have the same values in unique fields; ``StoreError/changeWithinWalk(type:)`` within
    ///   `each` of the type; ``StoreError/limit(name:maximum:got:)`` for a predicate with too many
    ///   levels or values and for a row with too many bytes. No row is changed then.
    @inlinable @discardableResult
    public static func update(
        in target: borrowing some WriteSource & ~Copyable, where predicate: Where,
        set changes: Assignment<Self>...
    ) throws(StoreError) -> Int {
        try target.withWriteConnection { connection throws(StoreError) in
            try apply(changes, connection, predicate)
        }
    }

    /// Deletes the rows that satisfy a predicate.
    ///
    ///     let count = try Contact.delete(from: db, where: .mail(.hasSuffix("example.org")))
    ///
    /// - Parameters:
    ///   - target: A store or a write transaction.
    ///   - predicate: The condition; `.all` for every row.
    /// - Returns: The number of deleted rows.
    /// - Throws: ``StoreError/changeWithinWalk(type:)`` within `each` of the type;
    ///   ``StoreError/limit(name:maximum:got:)`` for a predicate with too many levels or values. No
    ///   row is deleted then.
    @inlinable @discardableResult
    public static func delete(
        from target: borrowing some WriteSource & ~Copyable, where predicate: Where
    ) throws(StoreError) -> Int {
        try target.withWriteConnection { connection throws(StoreError) in
            try remove(connection, predicate)
        }
    }

    /// Deletes the row with an identifier.
    ///
    ///     try Contact.delete(from: db, id: "avsm2@cam.ac.uk")
    ///
    /// - Parameters:
    ///   - target: A store or a write transaction.
    ///   - id: The key, or the ``RowID`` of a type without a key.
    /// - Returns: Whether the row existed.
    /// - Throws: ``StoreError/changeWithinWalk(type:)`` within `each` of the type.
    @inlinable @discardableResult
    public static func delete(
        from target: borrowing some WriteSource & ~Copyable, id: ID
    ) throws(StoreError) -> Bool {
        try target.withWriteConnection { connection throws(StoreError) in
            try remove(connection, id)
        }
    }
}

extension Entity where Self: Sendable {
    /// Updates fields in all rows that satisfy a predicate and returns their number, while the task
    /// is suspended. See the synchronous form.
    ///
    /// - Throws: ``StoreError/cancelled`` if the task is cancelled. The write has then happened
    ///   completely or not at all. Otherwise what the synchronous form throws.
    @inlinable @discardableResult
    public static func update(
        in target: some AsyncWriteSource, where predicate: Where, set changes: Assignment<Self>...
    ) async throws(StoreError) -> Int {
        try await target.withWriteConnection { connection throws(StoreError) in
            try apply(changes, connection, predicate)
        }
    }

    /// Deletes the rows that satisfy a predicate and returns their number, while the task is
    /// suspended. See the synchronous form.
    ///
    /// - Throws: ``StoreError/cancelled`` if the task is cancelled. The write has then happened
    ///   completely or not at all. Otherwise what the synchronous form throws.
    @inlinable @discardableResult
    public static func delete(
        from target: some AsyncWriteSource, where predicate: Where
    ) async throws(StoreError) -> Int {
        try await target.withWriteConnection { connection throws(StoreError) in
            try remove(connection, predicate)
        }
    }

    /// Deletes the row with an identifier and returns whether it existed, while the task is
    /// suspended. See the synchronous form.
    ///
    /// - Throws: ``StoreError/cancelled`` if the task is cancelled. The write has then happened
    ///   completely or not at all. Otherwise what the synchronous form throws.
    @inlinable @discardableResult
    public static func delete(
        from target: some AsyncWriteSource, id: ID
    ) async throws(StoreError) -> Bool {
        try await target.withWriteConnection { connection throws(StoreError) in
            try remove(connection, id)
        }
    }
}

extension KeyedEntity {
    /// Deletes the row with the value's key, whatever its other fields are.
    ///
    ///     try contact.delete(from: db)
    ///
    /// - Parameter target: A store or a write transaction.
    /// - Returns: Whether the row existed.
    /// - Throws: ``StoreError/changeWithinWalk(type:)`` within `each` of the type.
    @inlinable @discardableResult
    public func delete(
        from target: borrowing some WriteSource & ~Copyable
    ) throws(StoreError) -> Bool {
        try Self.delete(from: target, id: ormID)
    }
}

extension KeyedEntity where Self: Sendable {
    /// Deletes the row with the value's key and returns whether it existed, while the task is
    /// suspended. See the synchronous form.
    ///
    /// - Throws: ``StoreError/cancelled`` if the task is cancelled. The write has then happened
    ///   completely or not at all. Otherwise what the synchronous form throws.
    @inlinable @discardableResult
    public func delete(from target: some AsyncWriteSource) async throws(StoreError) -> Bool {
        try await Self.delete(from: target, id: ormID)
    }
}

extension Stored where Value: KeylessEntity {
    /// Replaces the row with the current value. Does not insert it again if the row is gone.
    ///
    ///     for var note in try Note.get(from: db, where: .stars(.isNil)) {
    ///         note.value.stars = 1
    ///         try note.save(in: db)
    ///     }
    ///
    /// - Parameter target: A store or a write transaction.
    /// - Returns: Whether the row existed.
    /// - Throws: ``StoreError/unique(type:fields:)`` if another row has the same values in unique
    ///   fields; ``StoreError/changeWithinWalk(type:)`` within `each` of the type;
    ///   ``StoreError/limit(name:maximum:got:)`` if a field or the row has more bytes than SQLite
    ///   allows.
    @inlinable @discardableResult
    public func save(
        in target: borrowing some WriteSource & ~Copyable
    ) throws(StoreError) -> Bool {
        try target.withWriteConnection { connection throws(StoreError) in
            try replace(connection)
        }
    }

    /// Deletes the row, whatever its fields are now.
    ///
    /// - Parameter target: A store or a write transaction.
    /// - Returns: Whether the row existed.
    /// - Throws: ``StoreError/changeWithinWalk(type:)`` within `each` of the type.
    @inlinable @discardableResult
    public func delete(
        from target: borrowing some WriteSource & ~Copyable
    ) throws(StoreError) -> Bool {
        try Value.delete(from: target, id: id)
    }
}

extension Stored where Value: KeylessEntity & Sendable {
    /// Replaces the row with the current value and returns whether it existed, while the task is
    /// suspended. See the synchronous form.
    ///
    /// - Throws: ``StoreError/cancelled`` if the task is cancelled. The write has then happened
    ///   completely or not at all. Otherwise what the synchronous form throws.
    @inlinable @discardableResult
    public func save(in target: some AsyncWriteSource) async throws(StoreError) -> Bool {
        try await target.withWriteConnection { connection throws(StoreError) in
            try replace(connection)
        }
    }

    /// Deletes the row and returns whether it existed, while the task is suspended. See the
    /// synchronous form.
    ///
    /// - Throws: ``StoreError/cancelled`` if the task is cancelled. The write has then happened
    ///   completely or not at all. Otherwise what the synchronous form throws.
    @inlinable @discardableResult
    public func delete(from target: some AsyncWriteSource) async throws(StoreError) -> Bool {
        try await Value.delete(from: target, id: id)
    }
}

// The implementation that both forms of each verb share.
extension Entity {
    @usableFromInline
    static func apply(
        _ changes: [Assignment<Self>], _ connection: Connection, _ predicate: Where
    ) throws(StoreError) -> Int {
        var query = Query(.update, where: predicate.condition)
        for change in changes {
            for (index, value) in change.values.enumerated() {
                let column = change.column + index
                guard query.assign(value, to: column) else {
                    throw .conflictingChanges(
                        type: ormTable.type, field: ormTable.columns[column].field)
                }
            }
        }
        // No changes is not an error: the call updates no field of any row.
        guard !query.assignments.isEmpty else { return 0 }
        return try change(query, connection)
    }

    @usableFromInline
    static func remove(_ connection: Connection, _ predicate: Where) throws(StoreError) -> Int {
        try change(Query(.delete, where: predicate.condition), connection)
    }

    private static func change(
        _ query: Query, _ connection: Connection
    ) throws(StoreError) -> Int {
        try checkWrite(connection)
        do throws(StoreError) {
            return try run(query, on: connection) { statement throws(StoreError) in
                try statement.run()
                return connection.changes
            }
        } catch {
            throw error.naming(ormTable)
        }
    }

    @inlinable
    static func remove(_ connection: Connection, _ id: ID) throws(StoreError) -> Bool {
        try checkWrite(connection)
        return try connection.withStatement(ormDelete) { statement throws(StoreError) in
            try ormBind(id, to: statement, at: 1)
            try statement.run()
            return connection.changes > 0
        }
    }
}

extension Stored where Value: KeylessEntity {
    @inlinable
    func replace(_ connection: Connection) throws(StoreError) -> Bool {
        try Value.checkWrite(connection)
        return try connection.withStatement(Value.ormReplace) { statement throws(StoreError) in
            try statement.bind(id.rawValue, at: Value.ormColumnCount + 1)
            try value.write(with: statement)
            return connection.changes > 0
        }
    }
}
