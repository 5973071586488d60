// A stored property as the source declares it.
// SPDX-License-Identifier: MIT

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
    /// Where `@Key`, `@Unique` and `@Index` stand, for those that do.
    package var attributes: [OrmAttribute: SourceLocation]
    package var documentation: [String]
    package var location: SourceLocation
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
