// SPDX-License-Identifier: MIT
// Where `@Persist` is allowed: on structs and enums that generated code in another file can name
// and extend.
import SwiftSyntax

extension EntityReader {
    /// Returns whether generated code can access the type, and reports why not.
    func isReachable<Node>(_ node: Node) -> Bool
    where
        Node: DeclGroupSyntax & NamedDeclSyntax & WithGenericParametersSyntax & WithAttributesSyntax
    {
        let name = node.name.plainText
        if context.isLocal {
            issues.report(
                .localType, "'\(name)' is local to a function, where no extension can reach it",
                suggestion: "declare it in the file or in a type", at: node.name)
            return false
        }
        if context.isConditional {
            issues.report(
                .conditionalType, "'\(name)' is declared under an '#if' that has other branches",
                suggestion: "give each branch an '#if' of its own, or declare '\(name)' always",
                at: node.name)
            return false
        }
        if node.genericParameterClause != nil || context.isGeneric {
            let what =
                node.genericParameterClause != nil ? "is generic" : "is inside a generic type"
            issues.report(
                .genericType, "'\(name)' \(what), so it has no single table",
                suggestion: "persist a concrete type", at: node.name)
        }
        let access = context.access(node.modifiers)
        if access.visible == nil {
            issues.report(
                .privateType, "'\(name)' is \(access), so generated code cannot extend it",
                suggestion: "make it internal or wider", at: node.name)
        }
        if let actor = globalActor(node) {
            let attribute = "@\(actor.attributeName.trimmedDescription)"
            issues.report(
                .isolatedType,
                "'\(name)' belongs to an actor, and stores read and write it on threads of their own",
                suggestion: "remove '\(attribute)' or write 'nonisolated' in its place", at: actor)
        }
        if let suppressed = noncopyable(node) {
            issues.report(
                .noncopyableType, "'\(name)' is noncopyable, so its rows cannot be shared",
                suggestion: "persist a copyable type", at: suppressed)
        }
        return true
    }

    /// Returns `@MainActor`, or an attribute named like a global actor.
    private func globalActor(_ node: some WithAttributesSyntax) -> AttributeSyntax? {
        node.attributes.written.first {
            $0.attributeName.trimmedDescription.hasSuffix("Actor")
        }
    }

    private func noncopyable(_ node: some DeclGroupSyntax) -> InheritedTypeSyntax? {
        node.inheritanceClause?.inheritedTypes.first {
            $0.type.as(SuppressedTypeSyntax.self)?.type.trimmedDescription == "Copyable"
        }
    }

    /// Reports `@Persist` on something that is neither a struct nor an enum.
    func reportKind(_ declaration: DeclSyntax) {
        let advice =
            switch declaration.kind {
            case .classDecl, .actorDecl: "make it a struct"
            case .protocolDecl: "annotate the structs that conform to it"
            case .extensionDecl: "annotate the type where it is declared"
            case .typeAliasDecl: "annotate the type it stands for"
            default: "annotate a struct or an enum"
            }
        issues.report(
            .unsupportedDeclaration,
            "'@Persist' applies to structs and enums, not to \(declaration.kindInWords)",
            suggestion: advice, at: attribute)
    }
}

extension DeclSyntax {
    /// The kind with an article, for messages.
    var kindInWords: String {
        switch kind {
        case .classDecl: "a class"
        case .actorDecl: "an actor"
        case .protocolDecl: "a protocol"
        case .extensionDecl: "an extension"
        case .functionDecl: "a function"
        case .variableDecl: "a property"
        case .typeAliasDecl: "a type alias"
        case .initializerDecl: "an initialiser"
        case .subscriptDecl: "a subscript"
        case .enumCaseDecl: "an enum case"
        case .structDecl: "a struct"
        case .enumDecl: "an enum"
        default: "this declaration"
        }
    }
}
