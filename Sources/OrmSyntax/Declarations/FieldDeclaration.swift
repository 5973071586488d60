// SPDX-License-Identifier: MIT
// A stored property as the source declares it.

/// One stored property of an `@Persist` struct.
package struct FieldDeclaration: Sendable, Hashable {
    /// Without backticks.
    package var name: String
    /// Nil when the declaration is wrong in a way that has been reported already.
    package var type: TypeSpelling?
    /// The type as the source has it, for messages.
    package var typeText: String
    package var typeLocation: SourceLocation
    package var defaultValue: Literal?
    /// Whether the default is an expression that Swift evaluates, not a literal.
    package var hasComputedDefault: Bool
    /// `let`.
    package var isConstant: Bool
    /// Whether other files can read the property and not set it, as with `private(set)`.
    package var isSetterHidden: Bool
    /// Whether its use is a warning.
    package var isDeprecated: Bool
    /// What `@Key` says about who chooses the key.
    package var keySource: KeySource
    /// Where `@Key`, `@Unique` and `@Index` stand, for those that do.
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
