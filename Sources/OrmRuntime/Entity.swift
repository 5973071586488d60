// SPDX-License-Identifier: MIT
// What generated code declares about a type with a table. The verbs are in Entity+Get.swift and its
// neighbours, written once for all entities.

/// A `@Persist` struct with a table of its own.
///
/// The verbs are the same for all types. In addition to their own errors they throw:
/// ``StoreError/foreignType(type:module:store:path:)`` for a store of another module's types,
/// ``StoreError/closed`` for a closed store, ``StoreError/nestedUse`` if a closure that holds the
/// store calls it, ``StoreError/rolledBack`` and ``StoreError/transactionEnded(path:)`` for a
/// transaction that cannot continue, and the errors of the file and the disk.
public protocol Entity: ColumnGroup {
    /// The schema of the type's module.
    associatedtype OrmSchema: StoreSchema
    /// The type of identifiers: the key's type, or ``RowID`` for a type without a key.
    associatedtype ID: Hashable & Sendable
    /// The type that reading returns: the value, or ``Stored`` for a type without a key.
    associatedtype OrmRecord

    /// The table's columns, key and indexes.
    static var ormTable: Table { get }
    /// The entity's number within its schema, from 0.
    static var ormNumber: Int { get }
    /// `SELECT` of all columns, then of the row identifier unless it is the key; without WHERE.
    static var ormSelection: StaticString { get }
    /// A plain `INSERT` of all columns.
    static var ormInsert: StaticStatement { get }
    /// `SELECT` by identifier.
    static var ormFind: StaticStatement { get }
    /// `DELETE` by identifier.
    static var ormDelete: StaticStatement { get }

    /// Binds an identifier to the parameters that begin at `first`.
    static func ormBind(
        _ id: ID, to statement: borrowing Statement, at first: Int32
    ) throws(StoreError)

    /// Decodes the value that the verbs return from a row of `ormSelection`.
    ///
    /// Returns a `Result` instead of throwing. Swift 6.3 calls requirements with typed `throws`
    /// through the witness table even if it knows the type, once for every row.
    static func ormRecord(_ row: borrowing Row) -> Result<OrmRecord, ColumnFault>
}

extension Entity {
    /// A condition on the type's rows.
    ///
    ///     let wanted: Contact.Where = .or(.mail(.hasSuffix("ac.uk")), .kind(.friend))
    public typealias Where = Predicate<Self>

    /// The number of the table's columns, without the row identifier of a type without a key.
    public static var ormColumnCount: Int32 { Int32(ormTable.columns.count) }
    /// The columns of the table.
    public static var ormColumns: [Column] { ormTable.columns }
}

/// An entity with `@Key` fields.
public protocol KeyedEntity: Entity where OrmRecord == Self {
    /// `INSERT … ON CONFLICT(key) DO UPDATE`.
    static var ormUpsert: StaticStatement { get }
    /// The value's key.
    var ormID: ID { get }
}

/// An entity whose key the program chooses.
public protocol NaturalKeyEntity: KeyedEntity {}

/// An entity whose key the store chooses: `@Key(.generated)`. Its statements replace the key 0 by
/// the next free one.
public protocol GeneratedKeyEntity: KeyedEntity where ID: FixedWidthInteger {
    /// The value's key; 0 until it is stored.
    var ormID: ID { get set }
}

extension KeyedEntity where ID: ColumnValue {
    /// For generated code: binds a key of one column.
    @inlinable
    public static func ormBind(
        _ id: ID, to statement: borrowing Statement, at first: Int32
    ) throws(StoreError) {
        try id.ormBind(to: statement, at: first)
    }
}

/// An entity without a key, identified by its row.
public protocol KeylessEntity: Entity where ID == RowID<Self>, OrmRecord == Stored<Self> {
    /// `UPDATE` of all columns by row identifier, which is the last parameter.
    static var ormReplace: StaticStatement { get }
}

extension KeylessEntity {
    /// For generated code: binds the row's number.
    @inlinable
    public static func ormBind(
        _ id: RowID<Self>, to statement: borrowing Statement, at first: Int32
    ) throws(StoreError) {
        try statement.bind(id.rawValue, at: first)
    }
}

extension Entity {
    /// Decodes a row, or throws an error with the field and row at fault.
    @inlinable
    static func record(of row: borrowing Row) throws(StoreError) -> OrmRecord {
        switch ormRecord(row) {
        case .success(let record): return record
        case .failure(let fault): throw decodeError(fault, row)
        }
    }

    @inline(never) @usableFromInline
    static func decodeError(_ fault: ColumnFault, _ row: borrowing Row) -> StoreError {
        let columns = ormTable.columns
        let position = Int(fault.column)
        // The row identifier follows the columns, unless it is the key.
        let key = Int32(ormTable.key.first ?? 0)
        let id = (try? row.integer(at: ormColumnCount)) ?? (try? row.integer(at: key)) ?? 0
        return .decode(
            type: ormTable.type,
            field: position < columns.count ? columns[position].field : "rowid",
            row: id,
            problem: fault.problem)
    }

    /// Throws if the connection was opened for another module's schema, which lacks our statements.
    @inlinable
    static func check(_ connection: Connection) throws(StoreError) {
        if connection.fingerprint != OrmSchema.fingerprint { throw foreignType(connection) }
        try connection.checkOpen()
    }

    @inline(never) @usableFromInline
    static func foreignType(_ connection: Connection) -> StoreError {
        .foreignType(
            type: ormTable.type, module: OrmSchema.name, store: connection.schemaName,
            path: connection.path)
    }

    /// Runs a query's statement, which is prepared at most once per shape and connection.
    @inlinable
    static func run<Result>(
        _ query: Query, on connection: Connection,
        _ body: (borrowing Statement) throws(StoreError) -> Result
    ) throws(StoreError) -> Result {
        try check(connection)
        return try connection.withStatement(
            for: query, entity: ormNumber, table: ormTable, selection: ormSelection, body)
    }
}
