// SPDX-License-Identifier: MIT
// Resolves field types, and collects keys, unique constraints and indexes without duplicates.
import OrmSyntax

extension Checker {
    /// Returns the entity with its storable fields.
    mutating func resolve(_ declaration: EntityDeclaration) -> Entity {
        let header = declaration.header
        let fields = declaration.fields.compactMap { resolve($0, in: header) }
        let key = declaration.fields.filter { $0.attributes[.key] != nil }
        let keyNames = key.map(\.name)
        if declaration.table != nil { checkIdentity(declaration, fields) }
        return Entity(
            name: header.name, access: access(of: header) ?? .internal,
            table: declaration.table?.text, fields: fields, key: keyNames,
            isKeyGenerated: key.contains { $0.keySource == .generated },
            uniques: uniques(of: declaration, key: keyNames),
            indexes: indexes(of: declaration, key: keyNames),
            construction: declaration.construction,
            circumstances: Circumstances(
                availability: header.availability, condition: header.condition),
            documentation: header.documentation, location: header.location)
    }

    private mutating func resolve(_ field: FieldDeclaration, in header: TypeHeader) -> Field? {
        guard let spelling = field.type else { return nil }
        let prefix = "field '\(field.name)' has type '\(field.typeText)'"
        switch resolver.resolve(spelling, from: header.scopes) {
        case .type(let type):
            return Field(
                name: field.name, type: type,
                defaultValue: field.defaultValue.flatMap { $0.fits(type) ? $0 : nil },
                isDeprecated: field.isDeprecated,
                documentation: field.documentation, location: field.location)
        case .unannotated(let type):
            if reportedTypes.insert(type.name).inserted {
                report(
                    .unannotatedType, "\(prefix), which is not annotated",
                    suggestion: "annotate '\(type.name)' with '@Persist'", at: field.typeLocation)
            }
        case .unsupported(let advice):
            report(
                .unsupportedType, "\(prefix), which is not supported", suggestion: advice,
                at: field.typeLocation)
        case .reported:
            break
        }
        return nil
    }

    private mutating func uniques(of declaration: EntityDeclaration, key: [String]) -> [[String]] {
        guard declaration.table != nil else { return [] }
        var kept: [[String]] = []
        for list in lists(.unique, of: declaration) + declaration.uniques {
            let names = Set(list.names)
            if !key.isEmpty, names == Set(key) {
                warnRedundant("unique constraint", list, "the key is unique already")
            } else if kept.contains(where: { Set($0) == names }) {
                warnRedundant("unique constraint", list, "it is declared already")
            } else {
                kept.append(list.names)
            }
        }
        return kept
    }

    private mutating func indexes(of declaration: EntityDeclaration, key: [String]) -> [[String]] {
        guard declaration.table != nil else { return [] }
        let uniques = (lists(.unique, of: declaration) + declaration.uniques).map(\.names)
        var kept: [[String]] = []
        for list in lists(.index, of: declaration) + declaration.indexes {
            if list.names == key {
                warnRedundant("index", list, "the key has one already")
            } else if uniques.contains(list.names) {
                warnRedundant("index", list, "the unique constraint has one already")
            } else if kept.contains(list.names) {
                warnRedundant("index", list, "it is declared already")
            } else {
                kept.append(list.names)
            }
        }
        return kept
    }

    private func lists(
        _ attribute: OrmAttribute, of declaration: EntityDeclaration
    ) -> [FieldList] {
        declaration.fields.compactMap { field in
            field.attributes[attribute].map { FieldList(names: [field.name], location: $0) }
        }
    }

    private mutating func warnRedundant(_ what: String, _ list: FieldList, _ reason: String) {
        let names = list.names.map { "'\($0)'" }.joined(separator: ", ")
        report(
            .redundantConstraint, severity: .warning, "the \(what) on \(names) is redundant",
            suggestion: "remove it, \(reason)", at: list.location)
    }
}

extension Literal {
    /// Whether the literal has exactly this type, without conversion.
    fileprivate func fits(_ type: FieldType) -> Bool {
        switch (self, type) {
        case (.nil, .optional): true
        case (_, .optional(let wrapped)): fits(wrapped)
        case (.boolean, .scalar(.bool)), (.string, .scalar(.string)): true
        case (.integer, .scalar(let scalar)): scalar.isNumber
        case (.float, .scalar(.float)), (.float, .scalar(.double)): true
        default: false
        }
    }
}

extension Scalar {
    /// Whether an integer literal can be a value of the type.
    fileprivate var isNumber: Bool {
        switch self {
        case .bool, .string, .bytes: false
        default: true
        }
    }
}
