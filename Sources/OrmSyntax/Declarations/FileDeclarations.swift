// SPDX-License-Identifier: MIT
// The declarations of one file that the check stage needs.

/// The declarations of one source file, as written.
package struct FileDeclarations: Sendable, Hashable {
    package var path: String
    package var entities: [EntityDeclaration] = []
    package var enumerations: [EnumerationDeclaration] = []
    /// Every nominal type outside function bodies, annotated or not.
    package var types: [NominalDeclaration] = []
    package var aliases: [AliasDeclaration] = []
    package var extensions: [ExtensionDeclaration] = []
    package var issues: [SchemaIssue] = []

    package init(path: String) {
        self.path = path
    }
}

/// A nominal type, for name lookup.
package struct NominalDeclaration: Sendable, Hashable {
    package enum Kind: String, Sendable, Hashable {
        case `struct`, `enum`, `class`, actor, `protocol`
    }

    package var name: String
    package var kind: Kind
    package var scopes: [String]
    /// Nil if only its own file can see it.
    package var access: AccessLevel?
    package var isGeneric: Bool
    package var isAnnotated: Bool
    package var inheritance: [Inheritance]
    package var location: SourceLocation
}

/// A `typealias`.
package struct AliasDeclaration: Sendable, Hashable {
    package var name: String
    /// The scopes for resolving the name on the right.
    package var scopes: [String]
    package var type: TypeSpelling
    package var isGeneric: Bool
}

/// An extension and its members.
package struct ExtensionDeclaration: Sendable, Hashable {
    package var extended: TypeSpelling
    package var inheritance: [Inheritance]
    package var members: [MemberDeclaration]
}
