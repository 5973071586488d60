// SPDX-License-Identifier: MIT
// An `@Persist` type as declared in the source: the result of `EntityReader`.

/// An `@Persist` struct or enum.
package enum PersistDeclaration: Sendable, Hashable {
    case entity(EntityDeclaration)
    case enumeration(EnumerationDeclaration)
}

/// What structs and enums have in common.
package struct TypeHeader: Sendable, Hashable {
    /// The name that other code of the module uses: `Library.Book` for a nested type.
    package var name: String
    /// The scopes for resolving names inside: the type itself, then outwards.
    package var scopes: [String]
    package var access: AccessLevel
    /// The `@available` attributes as written, which generated extensions repeat.
    package var availability: [String]
    /// The condition of the enclosing `#if`, if any.
    package var condition: String?
    package var inheritance: [Inheritance]
    package var members: [MemberDeclaration]
    package var documentation: [String]
    /// The location of the type's name.
    package var location: SourceLocation
}

/// An `@Persist` struct.
package struct EntityDeclaration: Sendable, Hashable {
    package var header: TypeHeader
    /// Nil for `.embedded`.
    package var table: TableName?
    package var fields: [FieldDeclaration]
    package var uniques: [FieldList]
    package var indexes: [FieldList]
    package var initialiser: Initialiser
}

/// The source of a struct's initialisers.
package enum Initialiser: Sendable, Hashable {
    /// The body declares none, so Swift adds the memberwise one.
    case memberwise
    /// The body declares some, so Swift adds none.
    case written
}

/// A table's name and its location for diagnostics.
package struct TableName: Sendable, Hashable {
    package var text: String
    package var location: SourceLocation
}

/// An `@Persist` enum.
package struct EnumerationDeclaration: Sendable, Hashable {
    package var header: TypeHeader
    package var cases: [CaseDeclaration]
    /// The type of a `rawValue` that the body declares. Its raw values are unknown.
    package var ownRawType: TypeSpelling?
    /// Whether an invalid raw type was already reported.
    package var isBroken: Bool
}

/// One case of an `@Persist` enum.
package struct CaseDeclaration: Sendable, Hashable {
    /// The name without backticks.
    package var name: String
    /// The raw value, if it is written.
    package var rawValue: Literal?
    /// Whether the case is deprecated.
    package var isDeprecated: Bool
}

/// One entry of an inheritance clause.
package struct Inheritance: Sendable, Hashable {
    package var type: TypeSpelling
    package var text: String
    package var location: SourceLocation
}

/// A member that the user declared in a type's body or in an extension.
package struct MemberDeclaration: Sendable, Hashable {
    package enum Kind: Sendable, Hashable {
        /// A nested type or a type alias.
        case type
        /// A static method, a static property or an enum case.
        case staticMember
        case instanceMember
    }

    package var name: String
    package var kind: Kind
    package var location: SourceLocation
}
