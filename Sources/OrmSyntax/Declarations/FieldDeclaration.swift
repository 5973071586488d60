// SPDX-License-Identifier: MIT
// A stored property as declared in the source.

/// One stored property of an `@Persist` struct.
package struct FieldDeclaration: Sendable, Hashable {
    /// The name without backticks.
    package var name: String
    /// Nil if the declaration is invalid and was already reported.
    package var type: TypeSpelling?
    /// The type as written, for messages.
    package var typeText: String
    package var typeLocation: SourceLocation
    package var defaultValue: Literal?
    /// Whether the default is an expression to evaluate, not a literal.
    package var hasComputedDefault: Bool
    /// `let`.
    package var isConstant: Bool
    /// Whether other files can read but not set the property, as with `private(set)`.
    package var isSetterHidden: Bool
    /// Whether the property is deprecated.
    package var isDeprecated: Bool
    /// The argument of `@Key`: who chooses the key.
    package var keySource: KeySource
    /// The locations of `@Key`, `@Unique` and `@Index`, where present.
    package var attributes: [OrmAttribute: SourceLocation]
    package var documentation: [String]
    package var location: SourceLocation
}

/// Who chooses the values of a key.
package enum KeySource: String, Sendable, Hashable, CaseIterable {
    /// The program.
    case natural
    /// The store.
    case generated
}

/// One list of field names in `unique:` or `index:`.
package struct FieldList: Sendable, Hashable {
    package var names: [String]
    package var location: SourceLocation

    package init(names: [String], location: SourceLocation) {
        self.names = names
        self.location = location
    }
}
