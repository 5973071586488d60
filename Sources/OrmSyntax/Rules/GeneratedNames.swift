// SPDX-License-Identifier: MIT
// The names that generated code reserves. The reader (members in the type's body) and the check
// stage (members in extensions) share these rules.

/// What generated code declares in every `@Persist` type.
package enum GeneratedNames {
    /// Nested types and type aliases.
    package static let types: Set<String> = ["Where", "ID", "OrmRecord", "OrmSchema"]
    /// Properties of its values.
    private static let properties: Set<String> = ["ormID", "ormStoredValues"]
    /// Protocols that generated code conforms the types to.
    package static let conformances: Set<String> = [
        "Entity", "KeyedEntity", "NaturalKeyEntity", "GeneratedKeyEntity", "KeylessEntity",
        "ColumnGroup", "ColumnValue",
    ]

    /// Returns whether a member would be declared twice.
    package static func clashes(with member: MemberDeclaration) -> Bool {
        switch member.kind {
        case .type: types.contains(member.name)
        case .staticMember: types.contains(member.name) || isHook(member.name)
        case .instanceMember: properties.contains(member.name)
        }
    }

    /// Whether a name is `orm` followed by a capital: the prefix of the static members for the
    /// runtime.
    private static func isHook(_ name: String) -> Bool {
        guard name.hasPrefix("orm") else { return false }
        return name.dropFirst(3).first.map { $0.isUppercase || $0 == "_" } ?? true
    }

    /// Returns the issue of a user's member that clashes.
    package static func issue(for member: MemberDeclaration, of type: String) -> SchemaIssue? {
        guard clashes(with: member) else { return nil }
        return SchemaIssue(
            .memberClash, "'\(member.name)' is a name that generated code declares in '\(type)'",
            suggestion: "rename it", at: member.location)
    }

    /// Returns the issue of a user's conformance that generated code declares too.
    package static func issue(for conformance: Inheritance, of type: String) -> SchemaIssue? {
        guard case .named(let path) = conformance.type, let name = path.last,
            conformances.contains(name),
            path.count == 1 || path.dropLast() == [OrmAttribute.module]
        else { return nil }
        return SchemaIssue(
            .conformanceClash, "the conformance of '\(type)' to '\(name)' is generated",
            suggestion: "remove it, '@Persist' is enough", at: conformance.location)
    }
}
