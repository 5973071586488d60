// SPDX-License-Identifier: MIT
// Everything one file declares that the check stage may ask about.

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

/// A nominal type, so that names can be looked up.
package struct NominalDeclaration: Sendable, Hashable {
    package enum Kind: String, Sendable, Hashable {
        case `struct`, `enum`, `class`, actor, `protocol`
    }

    package var name: String
    package var kind: Kind
    package var scopes: [String]
    /// Nil when only its own file can see it.
    package var access: AccessLevel?
    package var isGeneric: Bool
    package var isAnnotated: Bool
    package var inheritance: [Inheritance]
    package var location: SourceLocation
}

/// A `typealias`.
package struct AliasDeclaration: Sendable, Hashable {
    package var name: String
    /// Where the name on the right is looked up.
    package var scopes: [String]
    package var type: TypeSpelling
    package var isGeneric: Bool
}

/// An extension and what it adds.
package struct ExtensionDeclaration: Sendable, Hashable {
    package var extended: TypeSpelling
    package var inheritance: [Inheritance]
    package var members: [MemberDeclaration]
}
