// SPDX-License-Identifier: MIT
// Where `@Key`, `@Unique` and `@Index` are allowed. They are checked separately, because they may
// appear anywhere, even outside an `@Persist` type.
import SwiftSyntax

/// The rule for one use of a field attribute.
package struct AttributePlacement {
    let attribute: OrmAttribute
    let node: AttributeSyntax
    let issues: IssueCollector

    /// Returns the issues of the attribute's placement.
    ///
    /// - Parameters:
    ///   - node: the attribute.
    ///   - declaration: the declaration that has it.
    ///   - context: what encloses the declaration.
    package static func issues(
        _ attribute: OrmAttribute, _ node: AttributeSyntax, on declaration: DeclSyntax,
        in context: LexicalContext, locator: Locator
    ) -> [SyntaxIssue] {
        let issues = IssueCollector(locator)
        AttributePlacement(attribute: attribute, node: node, issues: issues)
            .check(declaration, context)
        return issues.issues
    }

    private func check(_ declaration: DeclSyntax, _ context: LexicalContext) {
        guard let variable = declaration.as(VariableDeclSyntax.self) else {
            misplaced("not to \(declaration.kindInWords)", "remove it")
            return
        }
        guard !context.isStatement else {
            misplaced("not to a local variable", "remove it")
            return
        }
        guard let entity = context.enclosingType?.as(StructDeclSyntax.self),
            let persist = entity.attributes.all(.persist).first
        else {
            checkStranger(context)
            return
        }
        let arguments = PersistArguments(persist, issues: IssueCollector(issues))
        if variable.modifiers.isStatic {
            misplaced("not to a static property", "remove it")
        } else if variable.bindings.contains(where: { !$0.isStored }) {
            misplaced("not to a computed property", "store the value or remove it")
        } else if variable.bindings.count > 1 {
            misplaced("one at a time", "declare the properties separately")
        } else if variable.attributes.all(attribute).first?.id != node.id, node.parent != nil {
            issues.report(
                .repeatedAttribute, "'\(attribute.spelling)' is written twice",
                suggestion: "remove one", at: node)
        } else if arguments.isEmbedded {
            issues.report(
                .withoutTable,
                "'\(attribute.spelling)' needs a table, and '\(entity.name.plainText)' is embedded",
                suggestion: "put it on the field that holds the '\(entity.name.plainText)'",
                at: node)
        }
    }

    /// Checks a property that is not in an `@Persist` struct.
    private func checkStranger(_ context: LexicalContext) {
        switch context.enclosingType?.kind {
        case .structDecl:
            let name = context.enclosingType?.as(StructDeclSyntax.self)?.name.plainText ?? ""
            misplaced("and '\(name)' is not annotated", "annotate '\(name)' with '@Persist'")
        case .classDecl, .actorDecl:
            // The class itself is reported at its annotation.
            let group = context.enclosingType?.asProtocol((any DeclGroupSyntax).self)
            guard group?.attributes.all(.persist).isEmpty != false else { return }
            misplaced("not to one of a class", "make it a struct and annotate it with '@Persist'")
        default:
            misplaced("not to this property", "remove it")
        }
    }

    private func misplaced(_ reason: String, _ advice: String) {
        issues.report(
            .misplacedAttribute,
            "'\(attribute.spelling)' applies to stored properties of '@Persist' structs, \(reason)",
            suggestion: advice, at: node)
    }
}
