// SPDX-License-Identifier: MIT
// The plan: everything the generated code will say, as values. Column positions, statements and
// their indexes are decided here; the render stage only writes them down.
import OrmSyntax

/// The plan of one target.
public struct Plan: Sendable, Hashable {
    /// The name of the Swift module.
    public var target: String
    /// All structs in the model's order, embedded ones too.
    public var entities: [EntityPlan]
    /// All enums in the model's order.
    public var enumerations: [RawEnumeration]
    /// How generated files import the runtime.
    public var importStyle: ImportStyle
    /// Statements in all, the runtime's included.
    public var statementCount: Int
    /// Changes whenever a table does.
    public var fingerprint: UInt64
}

extension Plan {
    /// The name of the type that stands for the target's store: `ContactsSchema`.
    public var schemaName: String { swiftIdentifier(target) + "Schema" }

    /// The widest access of any entity: the schema must be as visible as the types that name it.
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

/// One entity with its columns placed.
public struct EntityPlan: Sendable, Hashable {
    /// The struct as the model has it.
    public var entity: Entity
    /// The struct's fields in declaration order.
    public var fields: [FieldPlan]
    /// All columns, groups flattened, in the order of the fields.
    public var columns: [ColumnPlan]
    /// Nil for an embedded type.
    public var table: TablePlan?
}

/// One field and the columns it fills.
public struct FieldPlan: Sendable, Hashable {
    /// What a field becomes in the table.
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
    /// Whether the field is one column, or those of a nested struct.
    public var storage: Storage
    /// The first of its columns, counted from 0.
    public var position: Int
    /// How many columns it fills.
    public var width: Int
}

extension [FieldPlan] {
    /// The positions of all columns the fields fill.
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
    /// What the store remembers as the column's type; enums count as their raw type.
    public var storedType: String
    /// The column's type in the table, which is strict: not an affinity as SQLite means it.
    public var affinity: SQLType
    /// Whether the column takes NULL: its field is optional, or inside an optional struct.
    public var isOptional: Bool
    /// What DEFAULT says in the table's definition; nil for a column without it.
    public var defaultValue: SQLLiteral?
    /// The cases of the column's enum, as far as their raw values are known.
    public var cases: [EnumerationCase]
}

/// A table with its statements.
public struct TablePlan: Sendable, Hashable {
    /// The entity's number within the schema.
    public var number: Int
    /// The table's name, unquoted.
    public var name: String
    /// The fields of the primary key in declaration order; empty for a type without key.
    public var key: [FieldPlan]
    /// The table's definition.
    public var create: CreateTable
    /// The unique constraints besides the key, then the indexes that are not unique.
    public var indexes: [IndexPlan]
    /// All columns, and the row identifier unless a column is just that.
    public var selection: SQLStatement
    /// Inserts a row, whose key no other row may have.
    public var insert: StatementPlan
    /// By key, for types that have one.
    public var upsert: StatementPlan?
    /// By row identifier, for types without key.
    public var replace: StatementPlan?
    /// Reads a row by key, or by row identifier for types without key.
    public var find: StatementPlan
    /// Deletes a row by key, or by row identifier for types without key.
    public var delete: StatementPlan
    /// Look-ups by the fields of a key or unique constraint.
    public var lookUps: [LookUpPlan]

    /// Everything that makes the table.
    public var creation: [SQLStatement] {
        [.createTable(create)] + indexes.map(\.creation)
    }

    /// The statements with a place in the connection's table, by their indexes.
    public var statements: [StatementPlan] {
        [insert, upsert, replace, find, delete].compactMap { $0 } + lookUps.compactMap(\.statement)
    }
}

/// A constraint or index over columns.
public struct IndexPlan: Sendable, Hashable {
    /// Names of the fields, in the order in which they were listed.
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
    /// The place in the connection's table. The first ones are the runtime's own.
    public var index: Int
    /// The statement that is prepared there.
    public var statement: SQLStatement
    /// Whether it binds text or blobs, which the connection lets go of after each use.
    public var bindsBytes: Bool
}

/// `find(in:mail:)`: at most one row has these values.
public struct LookUpPlan: Sendable, Hashable {
    /// The fields whose values it takes, in the order of its arguments.
    public var fields: [FieldPlan]
    /// Whether the only field is looked up by a value that is not nil, though it may be.
    public var isUnwrapped: Bool
    /// Nil for the key, which uses the entity's own statement.
    public var statement: StatementPlan?
}

/// The letters, digits and underscores of a module's name, as SwiftPM makes a module of a target.
func swiftIdentifier(_ name: String) -> String {
    let text = String(name.map { $0.isLetter || $0.isNumber ? $0 : "_" })
    return text.first?.isNumber == true ? "_" + text : text
}
