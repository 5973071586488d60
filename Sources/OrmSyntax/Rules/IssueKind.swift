// The closed list of mistakes the generator and the macros know, so that an id is never misspelt
// and the documentation can be checked against it.
// SPDX-License-Identifier: MIT

/// The stable identifiers of `SchemaIssue`. The raw value is what users see and search for.
public enum IssueKind: String, Sendable, CaseIterable {
    // Where `@Persist` may stand.
    case unsupportedDeclaration = "unsupported-declaration"
    case genericType = "generic-type"
    case noncopyableType = "noncopyable-type"
    case isolatedType = "isolated-type"
    case localType = "local-type"
    case conditionalType = "conditional-type"
    case privateType = "private-type"
    case notSendable = "not-sendable"
    case repeatedAttribute = "repeated-attribute"
    case misplacedAttribute = "misplaced-attribute"
    // The arguments of `@Persist`.
    case unknownArgument = "unknown-argument"
    case nonLiteralArgument = "non-literal-argument"
    case invalidTableName = "invalid-table-name"
    case reservedTableName = "reserved-table-name"
    case duplicateTable = "duplicate-table"
    case withoutTable = "without-table"
    case emptyFieldList = "empty-field-list"
    case unknownField = "unknown-field"
    case repeatedField = "repeated-field"
    case redundantConstraint = "redundant-constraint"
    // Fields.
    case noFields = "no-fields"
    case missingType = "missing-type"
    case unsupportedType = "unsupported-type"
    case unannotatedType = "unannotated-type"
    case privateField = "private-field"
    case constantField = "constant-field"
    case lazyField = "lazy-field"
    case patternField = "pattern-field"
    case wrappedField = "wrapped-field"
    case referenceField = "reference-field"
    case initAccessor = "init-accessor"
    case conditionalField = "conditional-field"
    case unsupportedKey = "unsupported-key"
    case fixedKey = "fixed-key"
    case identifierWithoutKey = "identifier-without-key"
    case duplicateColumn = "duplicate-column"
    case tooManyColumns = "too-many-columns"
    case recursiveValue = "recursive-value"
    // Enumerations.
    case noRawType = "no-raw-type"
    case unsupportedRawType = "unsupported-raw-type"
    case payloadCase = "payload-case"
    // What generated code declares itself.
    case memberClash = "member-clash"
    case conformanceClash = "conformance-clash"
}

extension SchemaIssue {
    /// An issue of a known kind.
    public init(
        _ kind: IssueKind, severity: Severity = .error, _ message: String,
        suggestion: String? = nil, at location: SourceLocation
    ) {
        self.init(
            id: kind.rawValue, severity: severity, message: message, suggestion: suggestion,
            location: location)
    }
}
