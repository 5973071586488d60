// `@Persist`: reports what is wrong about one declaration by itself. To a struct with a setter that generated code cannot
// reach it adds an initialiser, unless Swift does.
// SPDX-License-Identifier: MIT
import OrmSyntax
import SwiftSyntax
import SwiftSyntaxBuilder
import SwiftSyntaxMacros

/// The implementation of `@Persist`.
package enum PersistMacro: MemberMacro {
    package static func expansion(
        of node: AttributeSyntax, providingMembersOf declaration: some DeclGroupSyntax,
        conformingTo protocols: [TypeSyntax], in context: some MacroExpansionContext
    ) throws -> [DeclSyntax] {
        let reading = EntityReader.read(
            DeclSyntax(declaration), attribute: node, in: LexicalContext(context.lexicalContext),
            locator: .none)
        context.diagnose(reading.issues)
        guard case .entity(let entity) = reading.declaration, entity.needsInitialiser else {
            return []
        }
        return [initialiser(of: entity.fields)]
    }

    /// Sets each field, and belongs to no actor, whatever the target's default is: stores read on threads of their own.
    private static func initialiser(of fields: [FieldDeclaration]) -> DeclSyntax {
        let parameters = fields.enumerated().map { index, field in
            "\(index == 0 ? "ormFields" : "_") orm\(index): \(field.typeText)"
        }
        let assignments = fields.enumerated().map { "self.`\($1.name)` = orm\($0)" }
        let isDeprecated = fields.contains(where: \.isDeprecated)
        return """
            \(raw: isDeprecated ? "@available(*, deprecated) " : "")nonisolated init(\(raw: parameters.joined(separator: ", "))) {
                \(raw: assignments.joined(separator: "\n    "))
            }
            """
    }
}
