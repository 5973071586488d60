// SPDX-License-Identifier: MIT
// The plan: all content of the generated code, as values. It decides column positions, statements
// and their indexes; the render stage only writes them.
import OrmSyntax

/// The plan of one target.
public struct Plan: Sendable, Hashable {
    /// The name of the Swift module.
    public var target: String
    /// All structs in the model's order, including embedded ones.
    public var entities: [EntityPlan]
    /// All enums in the model's order.
    public var enumerations: [RawEnumeration]
    /// How generated files import the runtime.
    public var importStyle: ImportStyle
    /// The number of statements, including the runtime's.
    public var statementCount: Int
    /// A number that changes with any table.
    public var fingerprint: UInt64
}

extension Plan {
    /// The name of the schema's type: `ContactsSchema`.
    public var schemaName: String { swiftIdentifier(target) + "Schema" }

    /// The widest access level of any entity, since the schema must be as visible as the types that
    /// name it.
    public var access: AccessLevel {
        let levels = entities.map(\.entity.access)
        return levels.contains(.public) ? .public : levels.contains(.package) ? .package : .internal
    }

    /// Entities with a table, in the order of their numbers.
    public var tables: [(entity: EntityPlan, table: TablePlan)] {
        entities.compactMap { entity in entity.table.map { (entity, $0) } }
    }
}

extension Plan {
    func entity(_ name: String) -> Entity? {
        entities.first { $0.entity.name == name }?.entity
    }

    func enumeration(_ name: String) -> RawEnumeration? {
        enumerations.first { $0.name == name }
    }
}

/// An entity with its columns.
public struct EntityPlan: Sendable, Hashable {
    /// The struct as the model has it.
    public var entity: Entity
    /// The struct's fields in declaration order.
    public var fields: [FieldPlan]
    /// All columns in the order of the fields, with groups flattened.
    public var columns: [ColumnPlan]
    /// Nil for an embedded type.
    public var table: TablePlan?
}

/// A field and its columns.
public struct FieldPlan: Sendable, Hashable {
    /// How a field is stored in the table.
    public enum Storage: Sendable, Hashable {
        /// One column.
        case column
        /// The columns of another entity.
        case group(String)
        /// A presence column, then the columns of another entity.
        case optionalGroup(String)
    }

    /// The property as the model has it.
    public var field: Field
    /// The type as the source writes it.
    public var swiftType: String
    /// Whether the field is one column or the columns of a nested struct.
    public var storage: Storage
    /// The position of its first column, counted from 0.
    public var position: Int
    /// The number of its columns.
    public var width: Int
}

extension [FieldPlan] {
    /// The positions of all columns of the fields.
    var positions: [Int] {
        flatMap { $0.position..<$0.position + $0.width }
    }
}

/// One column.
public struct ColumnPlan: Sendable, Hashable {
    /// The unquoted SQL name.
    public var name: String
    /// The Swift property path, `address.city`.
    public var path: String
    /// The column's type as the catalogue records it. For an enum, its raw type.
    public var storedType: String
    /// The column's type in the STRICT table. Not an affinity in SQLite's sense.
    public var affinity: SQLType
    /// Whether the column may be NULL: its field, or a struct around it, is optional.
    public var isOptional: Bool
    /// The column's DEFAULT, or nil.
    public var defaultValue: SQLLiteral?
    /// The cases of the column's enum whose raw values are known.
    public var cases: [EnumerationCase]
}

/// A table and its statements.
public struct TablePlan: Sendable, Hashable {
    /// The entity's number within the schema.
    public var number: Int
    /// The table's name, unquoted.
    public var name: String
    /// The fields of the primary key in declaration order; empty for a type without a key.
    public var key: [FieldPlan]
    /// The table's definition.
    public var create: CreateTable
    /// The unique constraints besides the key, then the other indexes.
    public var indexes: [IndexPlan]
    /// Selects all columns, and the row identifier unless it is a column.
    public var selection: SQLStatement
    /// Inserts a row. Fails if the key exists.
    public var insert: StatementPlan
    /// For types with a key.
    public var upsert: StatementPlan?
    /// Updates a row by row identifier, for types without a key.
    public var replace: StatementPlan?
    /// Selects a row by key, or by row identifier for types without a key.
    public var find: StatementPlan
    /// Deletes a row by key, or by row identifier for types without a key.
    public var delete: StatementPlan
    /// Look-ups by the fields of a key or unique constraint.
    public var lookUps: [LookUpPlan]

    /// The statements that create the table and its indexes.
    public var creation: [SQLStatement] {
        [.createTable(create)] + indexes.map(\.creation)
    }

    /// The statements in the connection's table, by index.
    public var statements: [StatementPlan] {
        [insert, upsert, replace, find, delete].compactMap { $0 } + lookUps.compactMap(\.statement)
    }
}

/// A constraint or index over columns.
public struct IndexPlan: Sendable, Hashable {
    /// The names of the fields in the order listed.
    public var fields: [String]
    /// Positions of the columns.
    public var columns: [Int]
    /// Whether it is a unique constraint.
    public var isUnique: Bool
    /// The statement that creates the index.
    public var creation: SQLStatement
}

/// A statement and its index in the connection's table.
public struct StatementPlan: Sendable, Hashable {
    /// The index in the connection's table. The runtime's own statements come first.
    public var index: Int
    /// The statement to prepare.
    public var statement: SQLStatement
    /// Whether it binds text or blobs, which the connection clears after each use.
    public var bindsBytes: Bool
}

/// `find(in:mail:)`: at most one row has these values.
public struct LookUpPlan: Sendable, Hashable {
    /// The fields to look up, in the order of the arguments.
    public var fields: [FieldPlan]
    /// Whether the only field is optional but looked up by a value that is not nil.
    public var isUnwrapped: Bool
    /// Nil for the key, which uses the entity's own statement.
    public var statement: StatementPlan?
}

/// Returns the module name that SwiftPM derives from a target: its letters, digits and underscores.
func swiftIdentifier(_ name: String) -> String {
    let text = String(name.map { $0.isLetter || $0.isNumber ? $0 : "_" })
    return text.first?.isNumber == true ? "_" + text : text
}
