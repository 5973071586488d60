// SPDX-License-Identifier: MIT
// The model: every `@Persist` type of one target, resolved and known to be persistable. It is what
// the check stage produces and the plan stage consumes; nothing here knows about SQL.
import OrmSyntax

/// The persistable types of one target, in a deterministic order: files by path, then position.
public struct Model: Sendable, Hashable {
    /// The name of the Swift module the types live in.
    public var target: String
    /// Structs, each with a table of its own unless it is embedded.
    public var entities: [Entity]
    /// Enums with raw values, used as the type of a field.
    public var enumerations: [RawEnumeration]
    /// How generated files import the runtime, so that they agree with the target's own files.
    public var importStyle: ImportStyle

    /// Creates a model. It must have every type that a field of it names.
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

/// Whether imports say who sees what they bring. Swift refuses a module that says so in one file and not in another.
public enum ImportStyle: Sendable, Hashable {
    /// `import OrmRuntime`, as the settings of the target have it.
    case implicit
    /// `internal import OrmRuntime` and the like, as at least one file of the target says.
    case explicit
}

/// What generated code has to repeat of the declaration it extends.
public struct Circumstances: Sendable, Hashable {
    /// `@available` attributes as written.
    public var availability: [String] = []
    /// The condition of an `#if` around the type.
    public var condition: String?

    /// Creates what a declaration without attributes and conditions has, or what is given.
    public init(availability: [String] = [], condition: String? = nil) {
        self.availability = availability
        self.condition = condition
    }

    /// Whether using the type is a warning.
    var isDeprecated: Bool { availability.contains { $0.contains("deprecated") } }
}

/// How a value of a struct is made of its fields.
public enum Construction: Sendable, Hashable {
    /// Each field is set, whatever initialisers the struct declares.
    case assignment
    /// Swift's memberwise initialiser.
    case memberwise
    /// Swift's memberwise initialiser, called by the function that `@Persist` adds: `ormMemberwise(_:…)`.
    case memberwiseInType
    /// The initialiser that `@Persist` adds to the struct: `init(ormFields:_:…)`.
    case added
}

/// One `@Persist` struct.
public struct Entity: Sendable, Hashable {
    /// The name as other code of the module writes it: `Contact`, or `Library.Book` when nested.
    public var name: String
    /// Who may see the type: its own level, or a narrower one of a type around it.
    public var access: AccessLevel
    /// The table's name, or nil for a type that only exists as a column group of others
    /// (`@Persist(.embedded)`).
    public var table: String?
    /// Stored properties in declaration order, which is the order of the memberwise initialiser.
    public var fields: [Field]
    /// Names of the fields of the primary key, in declaration order; empty for a keyless type.
    public var key: [String]
    /// Whether the store chooses the key, which is then one integer.
    public var isKeyGenerated: Bool
    /// Further unique constraints, each over one or more fields.
    public var uniques: [[String]]
    /// Indexes that are not unique, each over one or more fields.
    public var indexes: [[String]]
    /// How generated code makes a value of the fields that it has read.
    public var construction: Construction
    /// What generated extensions of the type repeat of its declaration.
    public var circumstances: Circumstances
    /// The lines of the type's documentation comment, without comment markers.
    public var documentation: [String]
    /// Where the type's name stands.
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

    /// Returns the field with a name, which is without backticks, or nil.
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
    /// Whether using the property is a warning.
    public var isDeprecated: Bool
    /// The lines of the property's documentation comment, without comment markers. The condition on
    /// the field has them in generated code.
    public var documentation: [String]
    /// Where the property's name stands.
    public var location: SourceLocation

    /// Creates a field; by default, of a property whose use is no warning.
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
    /// One of the types that fill a column by themselves, not optional.
    case scalar(Scalar)
    /// A `RawEnumeration` of the model, by its Swift name.
    case enumeration(String)
    /// Another `Entity` of the model, by its Swift name, stored as a group of columns.
    case group(String)
    /// An optional of a scalar, an enumeration or a group. Never of another optional.
    case optional(FieldType)
}

/// The types that fill one column by themselves. The raw value is the Swift spelling.
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
    /// INTEGER, of 64 bits with the top bit flipped, so that SQLite's order is the type's.
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

    /// Without backticks.
    public var name: String
    /// Nil where the enum's own code decides it.
    public var rawValue: RawValue?
    /// Whether the raw value is written in the source.
    public var isWritten: Bool
    /// Whether using the case is a warning.
    public var isDeprecated: Bool

    /// Creates a case from what the source, and the rules of Swift for raw values, say of it.
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
    /// Who may see the type: its own level, or a narrower one of a type around it.
    public var access: AccessLevel
    /// `String` or one of the integers.
    public var rawType: Scalar
    /// The cases in declaration order.
    public var cases: [EnumerationCase]
    /// What generated extensions of the type repeat of its declaration.
    public var circumstances: Circumstances
    /// Where the type's name stands.
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
