// SPDX-License-Identifier: MIT
// Resolves a written type to the type of a field.
import OrmSyntax

/// Resolves field types against the declarations of the target.
struct TypeResolver: Sendable {
    let index: DeclarationIndex

    /// The result of resolving a type.
    enum Resolution {
        case type(FieldType)
        /// A type of this target that lacks its annotation.
        case unannotated(NominalDeclaration)
        /// Not storable, with an alternative.
        case unsupported(String)
        /// Invalid, and reported at its declaration.
        case reported
    }

    func resolve(_ spelling: TypeSpelling, from scopes: [String], depth: Int = 0) -> Resolution {
        switch spelling {
        case .missing: .reported
        case .named(let path): resolve(path, from: scopes, depth)
        case .generic(let path, let arguments): resolve(path, arguments, from: scopes, depth)
        case .optional(let wrapped): optional(wrapped, from: scopes, depth)
        case .array(let element): array(element, from: scopes, depth)
        case .other(let shape): .unsupported(advice(for: shape))
        }
    }

    private func resolve(_ path: [String], from scopes: [String], _ depth: Int) -> Resolution {
        switch index.find(path, from: scopes) {
        case .type(let type): resolve(type)
        case .alias(let alias):
            if alias.isGeneric || depth >= DeclarationIndex.aliasDepthMax {
                .unsupported("write the type it stands for")
            } else {
                resolve(alias.type, from: alias.scopes, depth: depth + 1)
            }
        case .outside(let path): outside(path)
        }
    }

    private func resolve(_ type: NominalDeclaration) -> Resolution {
        switch type.kind {
        case _ where type.isAnnotated && type.isGeneric: .reported
        case .struct where type.isAnnotated: .type(.group(type.name))
        case .enum where type.isAnnotated: .type(.enumeration(type.name))
        case _ where type.isAnnotated: .reported
        case _ where type.isGeneric: .unsupported("use a type without parameters")
        case .struct, .enum: .unannotated(type)
        case .class, .actor: .unsupported("store a struct, or the key of one")
        case .protocol: .unsupported("name a concrete type")
        }
    }

    private func resolve(
        _ path: [String], _ arguments: [TypeSpelling], from scopes: [String], _ depth: Int
    ) -> Resolution {
        switch index.find(path, from: scopes) {
        case .type(let type): return type.isAnnotated ? .reported : resolve(type)
        case .alias: return .unsupported("write the type it stands for")
        case .outside(let path):
            switch (path, arguments.count) {
            case (["Optional"], 1): return optional(arguments[0], from: scopes, depth)
            case (["Array"], 1): return array(arguments[0], from: scopes, depth)
            default: return outside(path)
            }
        }
    }

    private func optional(
        _ wrapped: TypeSpelling, from scopes: [String], _ depth: Int
    ) -> Resolution {
        switch resolve(wrapped, from: scopes, depth: depth) {
        case .type(.optional): .unsupported("use one level of optional")
        case .type(let type): .type(.optional(type))
        case let other: other
        }
    }

    private func array(_ element: TypeSpelling, from scopes: [String], _ depth: Int) -> Resolution {
        if case .type(.scalar(.uint8)) = resolve(element, from: scopes, depth: depth) {
            return .type(.scalar(.bytes))
        }
        return .unsupported("give each element a row of its own, only '[UInt8]' fills a column")
    }

    private func outside(_ path: [String]) -> Resolution {
        let name = path.joined(separator: ".")
        if path != [Scalar.bytes.rawValue], let scalar = Scalar(rawValue: name) {
            return .type(.scalar(scalar))
        }
        return .unsupported(
            replacements[path.last ?? ""].map { "store \($0)" }
                ?? "use a scalar, '[UInt8]', or a '@Persist' type of this target")
    }

    private func advice(for shape: TypeSpelling.Shape) -> String {
        switch shape {
        case .dictionary: "give each entry a row of its own"
        case .tuple: "declare a '@Persist' struct with these values"
        case .function: "make it a method or a computed property"
        case .existential, .composition: "name a concrete type"
        case .implicitlyUnwrapped: "write an ordinary optional"
        case .fixedArray: "give each element a row of its own, only '[UInt8]' fills a column"
        case .metatype, .other: "use a scalar, '[UInt8]', or a '@Persist' type of this target"
        }
    }
}

/// Well-known types of other modules and the types to store instead.
private let replacements: [String: String] = [
    "Date": "seconds or microseconds since 1970 as 'Double' or 'Int64'",
    "UUID": "its text as 'String' or its bytes as '[UInt8]'",
    "Data": "the bytes as '[UInt8]'",
    "URL": "its text as 'String'",
    "Decimal": "its text as 'String', or an integer of the smallest unit",
    "Duration": "a number of nanoseconds as 'Int64'",
    "CGFloat": "it as 'Double'",
    "Float16": "it as 'Float'",
    "Float80": "it as 'Double'",
    "Character": "it as 'String'",
    "Substring": "it as 'String'",
    "Set": "each element in a row of its own",
    "Dictionary": "each entry in a row of its own",
    "Int128": "it as '[UInt8]' or two integers",
    "UInt128": "it as '[UInt8]' or two integers",
]
