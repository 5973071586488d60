// The model: every `@Persist` type of one target, resolved and known to be persistable. It is what
// the check stage produces and the plan stage consumes; nothing here knows about SQL.
// SPDX-License-Identifier: MIT
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

    public init(
        target: String, entities: [Entity], enumerations: [RawEnumeration],
        importStyle: ImportStyle = .implicit
    ) {
        self.target = target
        self.entities = entities
        self.enumerations = enumerations
        self.importStyle = importStyle
    }

    /// The entity with a Swift name, such as `Library.Book` for a nested type.
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
    public var construction: Construction
    public var circumstances: Circumstances
    /// The lines of the type's documentation comment, without comment markers.
    public var documentation: [String]
    public var location: SourceLocation

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

    public func field(named name: String) -> Field? {
        fields.first { $0.name == name }
    }
}

/// One stored property.
public struct Field: Sendable, Hashable {
    /// The property's name without backticks.
    public var name: String
    public var type: FieldType
    /// The default value where the source gives a literal one.
    public var defaultValue: Literal?
    /// Whether using the property is a warning.
    public var isDeprecated: Bool
    public var documentation: [String]
    public var location: SourceLocation

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
    case bool = "Bool"
    case int = "Int"
    case int8 = "Int8"
    case int16 = "Int16"
    case int32 = "Int32"
    case int64 = "Int64"
    case uint = "UInt"
    case uint8 = "UInt8"
    case uint16 = "UInt16"
    case uint32 = "UInt32"
    case uint64 = "UInt64"
    case float = "Float"
    case double = "Double"
    case string = "String"
    case bytes = "[UInt8]"
}

/// A case of an enum.
public struct EnumerationCase: Sendable, Hashable {
    /// A raw value as the runtime stores it.
    public enum RawValue: Sendable, Hashable {
        case integer(Int64)
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

    public init(name: String, rawValue: RawValue?, isWritten: Bool, isDeprecated: Bool) {
        self.name = name
        self.rawValue = rawValue
        self.isWritten = isWritten
        self.isDeprecated = isDeprecated
    }
}

/// A `@Persist` enum with a raw type, stored as its raw value.
public struct RawEnumeration: Sendable, Hashable {
    public var name: String
    public var access: AccessLevel
    /// `String` or one of the integers.
    public var rawType: Scalar
    /// The cases in declaration order.
    public var cases: [EnumerationCase]
    public var circumstances: Circumstances
    public var location: SourceLocation

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
