// SPDX-License-Identifier: MIT
// The closed list of mistakes that the generator and the macros report, so that an id is never
// misspelt and the documentation can be checked against it.

/// The stable identifiers of `SchemaIssue`. The raw value is what users see and search for.
public enum IssueKind: String, Sendable, CaseIterable {
    // Where `@Persist` may stand.
    /// `@Persist` is on something that is neither a struct nor an enum.
    case unsupportedDeclaration = "unsupported-declaration"
    /// The type is generic, or inside a generic type.
    case genericType = "generic-type"
    /// The type suppresses `Copyable`.
    case noncopyableType = "noncopyable-type"
    /// The type belongs to a global actor.
    case isolatedType = "isolated-type"
    /// The type is declared in a function, a closure or an accessor.
    case localType = "local-type"
    /// The type is declared under an `#if` that has other branches.
    case conditionalType = "conditional-type"
    /// The type, or one around it, is `private` or `fileprivate`.
    case privateType = "private-type"
    /// A `package` or `public` type is not declared `Sendable`.
    case notSendable = "not-sendable"
    /// An attribute of the library is written twice on one declaration.
    case repeatedAttribute = "repeated-attribute"
    /// `@Key`, `@Unique` or `@Index` is not on a stored property of a `@Persist` struct.
    case misplacedAttribute = "misplaced-attribute"
    // The arguments of `@Persist`.
    /// The label of an argument is none of `table`, `unique` and `index`.
    case unknownArgument = "unknown-argument"
    /// An argument is not written out as literals.
    case nonLiteralArgument = "non-literal-argument"
    /// The table's name is empty or contains U+0000.
    case invalidTableName = "invalid-table-name"
    /// The table's name begins with `sqlite_` or `orm_`, in capitals or not.
    case reservedTableName = "reserved-table-name"
    /// Two types have tables of one name; SQLite ignores the case of ASCII letters.
    case duplicateTable = "duplicate-table"
    /// An argument or attribute needs a table, which enums and embedded structs do not have.
    case withoutTable = "without-table"
    /// A list of `unique` or `index` has no field.
    case emptyFieldList = "empty-field-list"
    /// A list has a name that is no field of the type.
    case unknownField = "unknown-field"
    /// A list has a field twice.
    case repeatedField = "repeated-field"
    /// A unique constraint or index repeats another one. This is a warning.
    case redundantConstraint = "redundant-constraint"
    // Fields.
    /// The struct has no stored properties.
    case noFields = "no-fields"
    /// A field has no written type, and its value does not tell it.
    case missingType = "missing-type"
    /// A field has a type that cannot be stored.
    case unsupportedType = "unsupported-type"
    /// A field has a type of the module that lacks `@Persist`.
    case unannotatedType = "unannotated-type"
    /// A field cannot be read in another file.
    case privateField = "private-field"
    /// A `let` has a fixed value.
    case constantField = "constant-field"
    /// A field is `lazy`.
    case lazyField = "lazy-field"
    /// Fields are declared by a pattern, such as `var (a, b) = (1, 2)`.
    case patternField = "pattern-field"
    /// A field has an attribute that may be a property wrapper.
    case wrappedField = "wrapped-field"
    /// A field is `weak` or `unowned`.
    case referenceField = "reference-field"
    /// A property has an `init` accessor.
    case initAccessor = "init-accessor"
    /// A stored property, or a case of an enum, is declared under `#if`.
    case conditionalField = "conditional-field"
    /// A field cannot be a key, or a generated key, because of its type or of how it is declared.
    case unsupportedKey = "unsupported-key"
    /// The only field of a key has a default value, so values made without one replace each other.
    case fixedKey = "fixed-key"
    /// `id` is not the key, but the type is `Identifiable` or has no key at all.
    case identifierWithoutKey = "identifier-without-key"
    /// Two fields use columns of one name; SQLite ignores the case of ASCII letters.
    case duplicateColumn = "duplicate-column"
    /// A type has more than 2,000 columns, with those of nested structs.
    case tooManyColumns = "too-many-columns"
    /// A struct contains itself, perhaps through others.
    case recursiveValue = "recursive-value"
    // Enumerations.
    /// An enum has no raw type.
    case noRawType = "no-raw-type"
    /// The raw type of an enum is neither `String` nor an integer.
    case unsupportedRawType = "unsupported-raw-type"
    /// A case of an enum has associated values.
    case payloadCase = "payload-case"
    // What generated code declares itself.
    /// A name is one that generated code declares.
    case memberClash = "member-clash"
    /// A conformance is written out that generated code declares.
    case conformanceClash = "conformance-clash"
}

extension SchemaIssue {
    /// Creates an issue whose identifier is the raw value of a kind.
    public init(
        _ kind: IssueKind, severity: Severity = .error, _ message: String,
        suggestion: String? = nil, at location: SourceLocation
    ) {
        self.init(
            id: kind.rawValue, severity: severity, message: message, suggestion: suggestion,
            location: location)
    }
}
