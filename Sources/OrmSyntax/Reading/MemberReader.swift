// SPDX-License-Identifier: MIT
// The members of a body that generated code could clash with.
import SwiftSyntax

/// Lists the named members of a body, including those under `#if`.
struct MemberReader {
    let locate: (Syntax) -> SourceLocation

    func members(of block: MemberBlockItemListSyntax) -> [MemberDeclaration] {
        declarations(in: block).flatMap(members(of:))
    }

    private func members(of declaration: DeclSyntax) -> [MemberDeclaration] {
        switch declaration.as(DeclSyntaxEnum.self) {
        case .variableDecl(let node):
            let kind = kind(node.modifiers)
            return node.bindings.compactMap { binding in
                guard let name = binding.pattern.as(IdentifierPatternSyntax.self)?.identifier else {
                    return nil
                }
                return member(name, kind)
            }
        case .functionDecl(let node): return [member(node.name, kind(node.modifiers))]
        case .enumCaseDecl(let node): return node.elements.map { member($0.name, .staticMember) }
        case .typeAliasDecl(let node): return [member(node.name, .type)]
        case .structDecl(let node): return [member(node.name, .type)]
        case .enumDecl(let node): return [member(node.name, .type)]
        case .classDecl(let node): return [member(node.name, .type)]
        case .actorDecl(let node): return [member(node.name, .type)]
        case .protocolDecl(let node): return [member(node.name, .type)]
        default: return []
        }
    }

    private func kind(_ modifiers: DeclModifierListSyntax) -> MemberDeclaration.Kind {
        modifiers.isStatic ? .staticMember : .instanceMember
    }

    private func member(_ name: TokenSyntax, _ kind: MemberDeclaration.Kind) -> MemberDeclaration {
        MemberDeclaration(name: name.plainText, kind: kind, location: locate(Syntax(name)))
    }
}

/// Returns the declarations of a body, including those under `#if`.
func declarations(in block: MemberBlockItemListSyntax) -> [DeclSyntax] {
    block.flatMap { item in
        guard let condition = item.decl.as(IfConfigDeclSyntax.self) else { return [item.decl] }
        return conditionalDeclarations(in: condition)
    }
}

/// Returns the declarations of all branches.
func conditionalDeclarations(in condition: IfConfigDeclSyntax) -> [DeclSyntax] {
    condition.clauses.flatMap { clause -> [DeclSyntax] in
        guard case .decls(let block) = clause.elements else { return [] }
        return declarations(in: block)
    }
}

extension DeclModifierListSyntax {
    /// Whether the member belongs to the type, not to its values.
    var isStatic: Bool { contains(.static) || contains(.class) }

    /// Returns whether the modifiers include a keyword.
    func contains(_ keyword: Keyword) -> Bool {
        contains { $0.name.tokenKind == .keyword(keyword) }
    }
}

/// Returns the entries of an inheritance clause.
func inheritance(
    of clause: InheritanceClauseSyntax?, locate: (Syntax) -> SourceLocation
) -> [Inheritance] {
    (clause?.inheritedTypes ?? []).flatMap { entry -> [Inheritance] in
        // `A & B` is two entries.
        if let composition = entry.type.as(CompositionTypeSyntax.self) {
            return composition.elements.map { inheritance($0.type, locate) }
        }
        return [inheritance(entry.type, locate)]
    }
}

private func inheritance(
    _ type: TypeSyntax, _ locate: (Syntax) -> SourceLocation
) -> Inheritance {
    Inheritance(
        type: TypeSpelling(type), text: type.trimmedDescription, location: locate(Syntax(type)))
}
