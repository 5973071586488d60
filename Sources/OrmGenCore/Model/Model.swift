// SPDX-License-Identifier: MIT
// The model: every `@Persist` type of one target, resolved and checked. The check stage produces it
// and the plan stage consumes it. It has no knowledge of SQL.
import OrmSyntax

/// The persistable types of one target, in a deterministic order: files by path, then position.
public struct Model: Sendable, Hashable {
    /// The name of the Swift module the types live in.
    public var target: String
    /// Structs, each with a table of its own unless it is embedded.
    public var entities: [Entity]
    /// Enums with raw values, used as the type of a field.
    public var enumerations: [RawEnumeration]
    /// How generated files import the runtime, consistently with the target's own files.
    public var importStyle: ImportStyle

    /// Creates a model. It must include every type that a field refers to.
    public init(
        target: String, entities: [Entity], enumerations: [RawEnumeration],
        importStyle: ImportStyle = .implicit
    ) {
        self.target = target
        self.entities = entities
        self.enumerations = enumerations
        self.importStyle = importStyle
    }

    /// Returns the entity with a Swift name, such as `Library.Book` for a nested type, or nil.
    public func entity(named name: String) -> Entity? {
        entities.first { $0.name == name }
    }
}

/// Whether imports have an access level. Swift rejects a module that mixes both forms.
public enum ImportStyle: Sendable, Hashable {
    /// `import OrmRuntime`, with the default access level of the target.
    case implicit
    /// `internal import OrmRuntime` and the like, if any file of the target has an access level.
    case explicit
}

/// The attributes and conditions that generated code repeats from a declaration.
public struct Circumstances: Sendable, Hashable {
    /// `@available` attributes as written.
    public var availability: [String] = []
    /// The condition of an `#if` around the type.
    public var condition: String?

    /// Creates circumstances, by default without attributes and conditions.
    public init(availability: [String] = [], condition: String? = nil) {
        self.availability = availability
        self.condition = condition
    }

    /// Whether the type is deprecated.
    var isDeprecated: Bool { availability.contains { $0.contains("deprecated") } }
}

/// One `@Persist` struct.
public struct Entity: Sendable, Hashable {
    /// The name as other code of the module writes it: `Contact`, or `Library.Book` when nested.
    public var name: String
    /// The effective access level, limited by enclosing types.
    public var access: AccessLevel
    /// The table's name, or nil for a type that is only a column group of others
    /// (`@Persist(.embedded)`).
    public var table: String?
    /// Stored properties in declaration order, which is the order of the memberwise initialiser.
    public var fields: [Field]
    /// The names of the primary key's fields in declaration order; empty for a type without a key.
    public var key: [String]
    /// Whether the store generates the key, which is then a single integer.
    public var isKeyGenerated: Bool
    /// Further unique constraints, each over one or more fields.
    public var uniques: [[String]]
    /// Indexes that are not unique, each over one or more fields.
    public var indexes: [[String]]
    /// How generated code constructs a value from the fields it has read.
    public var construction: Construction
    /// The attributes and conditions that generated extensions repeat.
    public var circumstances: Circumstances
    /// The lines of the type's documentation comment, without comment markers.
    public var documentation: [String]
    /// The location of the type's name.
    public var location: SourceLocation

    /// Creates an entity. The names in `key`, `uniques` and `indexes` must be those of `fields`.
    public init(
        name: String, access: AccessLevel, table: String?, fields: [Field], key: [String],
        isKeyGenerated: Bool = false, uniques: [[String]], indexes: [[String]],
        construction: Construction = .assignment, circumstances: Circumstances = Circumstances(),
        documentation: [String], location: SourceLocation
    ) {
        self.name = name
        self.access = access
        self.table = table
        self.fields = fields
        self.key = key
        self.isKeyGenerated = isKeyGenerated
        self.construction = construction
        self.circumstances = circumstances
        self.uniques = uniques
        self.indexes = indexes
        self.documentation = documentation
        self.location = location
    }

    /// Returns the field with a name (without backticks), or nil.
    public func field(named name: String) -> Field? {
        fields.first { $0.name == name }
    }
}

/// One stored property.
public struct Field: Sendable, Hashable {
    /// The property's name without backticks.
    public var name: String
    /// The property's type, with names resolved.
    public var type: FieldType
    /// The default value where the source gives a literal one.
    public var defaultValue: Literal?
    /// Whether the property is deprecated.
    public var isDeprecated: Bool
    /// The lines of the property's documentation comment, without comment markers. Generated code
    /// copies them to the field's condition.
    public var documentation: [String]
    /// The location of the property's name.
    public var location: SourceLocation

    /// Creates a field. By default it is not deprecated.
    public init(
        name: String, type: FieldType, defaultValue: Literal?, isDeprecated: Bool = false,
        documentation: [String], location: SourceLocation
    ) {
        self.name = name
        self.type = type
        self.defaultValue = defaultValue
        self.isDeprecated = isDeprecated
        self.documentation = documentation
        self.location = location
    }
}

/// The type of a field.
public indirect enum FieldType: Sendable, Hashable {
    /// A non-optional type that fills one column.
    case scalar(Scalar)
    /// A `RawEnumeration` of the model, by its Swift name.
    case enumeration(String)
    /// Another `Entity` of the model, by its Swift name, stored as a group of columns.
    case group(String)
    /// An optional of a scalar, an enumeration or a group. Never of another optional.
    case optional(FieldType)
}

/// The types that fill one column. The raw value is the Swift spelling.
public enum Scalar: String, Sendable, Hashable, CaseIterable {
    /// INTEGER, 0 or 1.
    case bool = "Bool"
    /// INTEGER, of 64 bits.
    case int = "Int"
    /// INTEGER, of 8 bits.
    case int8 = "Int8"
    /// INTEGER, of 16 bits.
    case int16 = "Int16"
    /// INTEGER, of 32 bits.
    case int32 = "Int32"
    /// INTEGER, of 64 bits.
    case int64 = "Int64"
    /// INTEGER of 64 bits with the top bit flipped, so that SQLite's order is the type's.
    case uint = "UInt"
    /// INTEGER, of 8 bits, not negative.
    case uint8 = "UInt8"
    /// INTEGER, of 16 bits, not negative.
    case uint16 = "UInt16"
    /// INTEGER, of 32 bits, not negative.
    case uint32 = "UInt32"
    /// INTEGER, as for `uint`.
    case uint64 = "UInt64"
    /// ANY: REAL, or the 4 bytes of a NaN as BLOB.
    case float = "Float"
    /// ANY: REAL, or the 8 bytes of a NaN as BLOB.
    case double = "Double"
    /// TEXT.
    case string = "String"
    /// BLOB.
    case bytes = "[UInt8]"
}

/// A case of an enum.
public struct EnumerationCase: Sendable, Hashable {
    /// A raw value as the runtime stores it.
    public enum RawValue: Sendable, Hashable {
        /// Of an enum over integers. For `UInt` and `UInt64` the top bit is flipped.
        case integer(Int64)
        /// Of an enum over `String`.
        case text(String)
    }

    /// The name without backticks.
    public var name: String
    /// Nil if the enum's own code computes it.
    public var rawValue: RawValue?
    /// Whether the raw value is written in the source.
    public var isWritten: Bool
    /// Whether the case is deprecated.
    public var isDeprecated: Bool

    /// Creates a case from the source and Swift's rules for raw values.
    public init(name: String, rawValue: RawValue?, isWritten: Bool, isDeprecated: Bool) {
        self.name = name
        self.rawValue = rawValue
        self.isWritten = isWritten
        self.isDeprecated = isDeprecated
    }
}

/// A `@Persist` enum with a raw type, stored as its raw value.
public struct RawEnumeration: Sendable, Hashable {
    /// The name as other code of the module writes it: `Colour`, or `Library.Colour` when nested.
    public var name: String
    /// The effective access level, limited by enclosing types.
    public var access: AccessLevel
    /// `String` or one of the integers.
    public var rawType: Scalar
    /// The cases in declaration order.
    public var cases: [EnumerationCase]
    /// The attributes and conditions that generated extensions repeat.
    public var circumstances: Circumstances
    /// The location of the type's name.
    public var location: SourceLocation

    /// Creates an enumeration over `String` or an integer.
    public init(
        name: String, access: AccessLevel, rawType: Scalar, cases: [EnumerationCase],
        circumstances: Circumstances = Circumstances(), location: SourceLocation
    ) {
        self.name = name
        self.access = access
        self.rawType = rawType
        self.cases = cases
        self.circumstances = circumstances
        self.location = location
    }
}
