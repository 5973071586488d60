// SPDX-License-Identifier: MIT
// A type as spelled in the source, with names unresolved.
import SwiftSyntax

/// The structure of a written type, as far as fields need it.
package indirect enum TypeSpelling: Sendable, Hashable {
    /// A dotted name without generic arguments: `Int`, `Swift.Int`, `Library.Genre`.
    case named([String])
    /// A name with generic arguments: `Optional<Int>`.
    case generic([String], [TypeSpelling])
    /// `T?`
    case optional(TypeSpelling)
    /// `[T]`
    case array(TypeSpelling)
    /// Any other type.
    case other(Shape)
    /// Source that does not parse, which the compiler reports.
    case missing

    /// A kind of type that no field can have.
    package enum Shape: String, Sendable, Hashable {
        case dictionary, tuple, function, existential, composition, metatype
        case implicitlyUnwrapped = "implicitly unwrapped optional"
        case fixedArray = "fixed-size array"
        case other = "type"
    }
}

extension TypeSpelling {
    package init(_ type: TypeSyntax) {
        switch type.as(TypeSyntaxEnum.self) {
        case .identifierType(let node):
            guard node.name.presence == .present else {
                self = .missing
                return
            }
            self.init(path: [node.name.plainText], arguments: node.genericArgumentClause)
        case .memberType(let node):
            guard case .named(let base) = TypeSpelling(node.baseType) else {
                self = .other(.other)
                return
            }
            self.init(path: base + [node.name.plainText], arguments: node.genericArgumentClause)
        case .optionalType(let node): self = .optional(TypeSpelling(node.wrappedType))
        case .arrayType(let node): self = .array(TypeSpelling(node.element))
        case .tupleType(let node):
            // `(Int)` is `Int` in parentheses.
            if node.elements.count == 1, let only = node.elements.first, only.firstName == nil {
                self = TypeSpelling(only.type)
            } else {
                self = .other(.tuple)
            }
        case .attributedType(let node): self = TypeSpelling(node.baseType)
        case .dictionaryType: self = .other(.dictionary)
        case .functionType: self = .other(.function)
        case .someOrAnyType: self = .other(.existential)
        case .compositionType: self = .other(.composition)
        case .metatypeType: self = .other(.metatype)
        case .implicitlyUnwrappedOptionalType: self = .other(.implicitlyUnwrapped)
        case .inlineArrayType: self = .other(.fixedArray)
        case .missingType: self = .missing
        default: self = .other(.other)
        }
    }

    private init(path: [String], arguments: GenericArgumentClauseSyntax?) {
        guard let arguments else {
            self = .named(path)
            return
        }
        self = .generic(
            path,
            arguments.arguments.map { argument in
                switch argument.argument {
                case .type(let type): TypeSpelling(type)
                default: .other(.other)
                }
            })
    }
}

extension TokenSyntax {
    /// The identifier without backticks.
    var plainText: String {
        let text = text
        guard text.count > 2, text.hasPrefix("`"), text.hasSuffix("`") else { return text }
        return String(text.dropFirst().dropLast())
    }
}
