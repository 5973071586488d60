// SPDX-License-Identifier: MIT
// Changing and deleting rows in place: update, delete.

extension Entity {
    /// Gives fields new values in all rows that satisfy a predicate.
    ///
    ///     try Contact.update(in: db, where: .mail("x"), set: .name("y"), .age(nil))
    ///
    /// - Parameters:
    ///   - target: A store or a write transaction.
    ///   - predicate: The condition; `.all` for every row.
    ///   - changes: The new values, one for a field; without any, nothing is done.
    /// - Returns: The number of rows that satisfied the predicate, also of those that had the new
    ///   values already.
    /// - Throws: ``StoreError/conflictingChanges(type:field:)`` when a field gets two values, also
    ///   when one is a struct's and the other that of a field of it;
    ///   ``StoreError/unique(type:fields:)`` when rows would have the same values in unique fields;
    ///   ``StoreError/changeWithinWalk(type:)`` within `each` of the type;
    ///   ``StoreError/limit(name:maximum:got:)`` for a predicate of too many levels or values and
    ///   for a row that would have too many bytes. No row is changed then.
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
    /// - Returns: The number of rows that were deleted.
    /// - Throws: ``StoreError/changeWithinWalk(type:)`` within `each` of the type;
    ///   ``StoreError/limit(name:maximum:got:)`` for a predicate of too many levels or values. No
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
    ///   - id: The key, or the ``RowID`` of a type without key.
    /// - Returns: Whether there was such a row.
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
    /// Gives fields new values in all rows that satisfy a predicate and returns their number, while
    /// the task is suspended; see the synchronous form.
    ///
    /// - Throws: ``StoreError/cancelled`` when the task is cancelled, and the write has then
    ///   happened whole or not at all; what the synchronous form throws.
    @inlinable @discardableResult
    public static func update(
        in target: some AsyncWriteSource, where predicate: Where, set changes: Assignment<Self>...
    ) async throws(StoreError) -> Int {
        try await target.withWriteConnection { connection throws(StoreError) in
            try apply(changes, connection, predicate)
        }
    }

    /// Deletes the rows that satisfy a predicate and returns their number, while the task is
    /// suspended; see the synchronous form.
    ///
    /// - Throws: ``StoreError/cancelled`` when the task is cancelled, and the write has then
    ///   happened whole or not at all; what the synchronous form throws.
    @inlinable @discardableResult
    public static func delete(
        from target: some AsyncWriteSource, where predicate: Where
    ) async throws(StoreError) -> Int {
        try await target.withWriteConnection { connection throws(StoreError) in
            try remove(connection, predicate)
        }
    }

    /// Deletes the row with an identifier and returns whether there was one, while the task is
    /// suspended; see the synchronous form.
    ///
    /// - Throws: ``StoreError/cancelled`` when the task is cancelled, and the write has then
    ///   happened whole or not at all; what the synchronous form throws.
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
    /// Deletes the row with the value's key, whatever its other fields hold.
    ///
    ///     try contact.delete(from: db)
    ///
    /// - Parameter target: A store or a write transaction.
    /// - Returns: Whether there was such a row.
    /// - Throws: ``StoreError/changeWithinWalk(type:)`` within `each` of the type.
    @inlinable @discardableResult
    public func delete(
        from target: borrowing some WriteSource & ~Copyable
    ) throws(StoreError) -> Bool {
        try Self.delete(from: target, id: ormID)
    }
}

extension KeyedEntity where Self: Sendable {
    /// Deletes the row with the value's key and returns whether there was one, while the task is
    /// suspended; see the synchronous form.
    ///
    /// - Throws: ``StoreError/cancelled`` when the task is cancelled, and the write has then
    ///   happened whole or not at all; what the synchronous form throws.
    @inlinable @discardableResult
    public func delete(from target: some AsyncWriteSource) async throws(StoreError) -> Bool {
        try await Self.delete(from: target, id: ormID)
    }
}

extension Stored where Value: KeylessEntity {
    /// Replaces the row with the current value; makes no new one when the row is gone.
    ///
    ///     for var note in try Note.get(from: db, where: .stars(.isNil)) {
    ///         note.value.stars = 1
    ///         try note.save(in: db)
    ///     }
    ///
    /// - Parameter target: A store or a write transaction.
    /// - Returns: Whether the row was there.
    /// - Throws: ``StoreError/unique(type:fields:)`` when another row has the same values in unique
    ///   fields; ``StoreError/changeWithinWalk(type:)`` within `each` of the type;
    ///   ``StoreError/limit(name:maximum:got:)`` when a field or the row has more bytes than SQLite
    ///   takes.
    @inlinable @discardableResult
    public func save(
        in target: borrowing some WriteSource & ~Copyable
    ) throws(StoreError) -> Bool {
        try target.withWriteConnection { connection throws(StoreError) in
            try replace(connection)
        }
    }

    /// Deletes the row, whatever its fields hold by now.
    ///
    /// - Parameter target: A store or a write transaction.
    /// - Returns: Whether the row was there.
    /// - Throws: ``StoreError/changeWithinWalk(type:)`` within `each` of the type.
    @inlinable @discardableResult
    public func delete(
        from target: borrowing some WriteSource & ~Copyable
    ) throws(StoreError) -> Bool {
        try Value.delete(from: target, id: id)
    }
}

extension Stored where Value: KeylessEntity & Sendable {
    /// Replaces the row with the current value and returns whether the row was there, while the
    /// task is suspended; see the synchronous form.
    ///
    /// - Throws: ``StoreError/cancelled`` when the task is cancelled, and the write has then
    ///   happened whole or not at all; what the synchronous form throws.
    @inlinable @discardableResult
    public func save(in target: some AsyncWriteSource) async throws(StoreError) -> Bool {
        try await target.withWriteConnection { connection throws(StoreError) in
            try replace(connection)
        }
    }

    /// Deletes the row and returns whether it was there, while the task is suspended; see the
    /// synchronous form.
    ///
    /// - Throws: ``StoreError/cancelled`` when the task is cancelled, and the write has then
    ///   happened whole or not at all; what the synchronous form throws.
    @inlinable @discardableResult
    public func delete(from target: some AsyncWriteSource) async throws(StoreError) -> Bool {
        try await Value.delete(from: target, id: id)
    }
}

// The work itself, shared by both forms of each verb.
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
        // Nothing to set is not an error: it changes the fields of no row.
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
