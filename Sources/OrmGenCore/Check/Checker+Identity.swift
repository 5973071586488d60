// SPDX-License-Identifier: MIT
// The identity of a stored value: its key, or its row if it has none.
import OrmSyntax

extension Checker {
    mutating func checkIdentity(_ declaration: EntityDeclaration, _ fields: [Field]) {
        let key = declaration.fields.filter { $0.attributes[.key] != nil }
        for field in key {
            guard let place = field.attributes[.key],
                let type = fields.first(where: { $0.name == field.name })?.type
            else { continue }
            checkKey(field, type, isOnly: key.count == 1, declaration, at: place)
        }
        checkIdentifier(declaration, key)
    }

    private mutating func checkKey(
        _ field: FieldDeclaration, _ type: FieldType, isOnly: Bool,
        _ declaration: EntityDeclaration, at place: SourceLocation
    ) {
        let reason: (String, String)? =
            switch type {
            case .optional where field.keySource == .generated:
                ("is optional", "write 'var \(field.name): Int = 0', 0 stands for not stored yet")
            case .optional: ("is optional, so it may identify nothing", "remove the '?'")
            case .scalar(.float), .scalar(.double):
                (
                    "is a floating-point number, which has no exact equality",
                    "use an integer or a string"
                )
            case .group: ("is a struct", "put '@Key' on fields of '\(declaration.header.name)'")
            case .scalar, .enumeration: nil
            }
        if let (reason, advice) = reason {
            report(.unsupportedKey, "key '\(field.name)' \(reason)", suggestion: advice, at: place)
        } else if field.keySource == .generated {
            checkGeneratedKey(field, type, isOnly: isOnly, at: place)
        } else if isOnly, let value = field.defaultValue, value != .nil {
            let isInteger = type == .scalar(.int) || type == .scalar(.int64)
            report(
                .fixedKey,
                "key '\(field.name)' has a default value, so each value made without one would replace the same row",
                suggestion: isInteger
                    ? "write '@Key(.generated)' for keys that the store counts up, or remove the default"
                    : "remove the default",
                at: place)
        }
    }

    private mutating func checkGeneratedKey(
        _ field: FieldDeclaration, _ type: FieldType, isOnly: Bool, at place: SourceLocation
    ) {
        let reason: (String, String)? =
            if type != .scalar(.int), type != .scalar(.int64) {
                (
                    "is no 'Int' or 'Int64'",
                    "change its type, or choose the keys yourself with '@Key'"
                )
            } else if !isOnly {
                (
                    "is one of several",
                    "make it the only one, or choose the keys yourself with '@Key'"
                )
            } else if field.isConstant || field.isSetterHidden {
                ("cannot be set when the value is stored", "write 'var' and let other files set it")
            } else if let value = field.defaultValue, value != .integer("0") {
                ("has another default than 0", "write '= 0', which stands for not stored yet")
            } else if field.hasComputedDefault {
                ("has a default that is computed", "write '= 0', which stands for not stored yet")
            } else {
                nil
            }
        guard let (reason, advice) = reason else { return }
        report(
            .unsupportedKey, "generated key '\(field.name)' \(reason)", suggestion: advice,
            at: place)
    }

    /// A property `id` is the identity to readers and to Identifiable, so it must be the key.
    private mutating func checkIdentifier(
        _ declaration: EntityDeclaration, _ key: [FieldDeclaration]
    ) {
        let header = declaration.header
        let own = declaration.fields.first { $0.name == "id" }
        if key.map(\.name) == ["id"] || key.count == 1 && own == nil { return }
        if isIdentifiable(header), key.count < 2 || own != nil {
            report(
                .identifierWithoutKey,
                "'\(header.name)' is Identifiable, and 'id' is not its key",
                suggestion: own == nil
                    ? "add '@Key var id', or remove 'Identifiable'"
                    : "write '@Key' at 'id' and nowhere else, or remove 'Identifiable'",
                at: own?.location ?? header.location)
        } else if key.isEmpty, let own {
            report(
                .identifierWithoutKey,
                "'\(header.name)' has a field 'id' and no key, so its rows get identifiers of their own beside it",
                suggestion: "write '@Key' at 'id', or rename it", at: own.location)
        }
    }

    private func isIdentifiable(_ header: TypeHeader) -> Bool {
        let added = index.extensions.filter { index.extended(by: $0)?.name == header.name }
        return (header.inheritance + added.flatMap(\.inheritance)).contains {
            index.outsideName(of: $0.type, from: header.scopes) == "Identifiable"
        }
    }
}
