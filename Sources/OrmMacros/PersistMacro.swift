// SPDX-License-Identifier: MIT
// `@Persist`: reports the mistakes within one declaration, and adds members that generated code, in
// another file, cannot declare.
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
        guard case .entity(let entity) = reading.declaration else { return [] }
        return switch entity.construction {
        case .added: [initialiser(of: entity.fields)]
        case .memberwiseInType: [memberwise(of: entity.fields)]
        case .assignment, .memberwise: []
        }
    }

    /// Returns an initialiser that sets each field, for structs with a private setter and no
    /// memberwise initialiser.
    private static func initialiser(of fields: [FieldDeclaration]) -> DeclSyntax {
        let assignments = fields.enumerated().map { "self.\(escaped($1.name)) = orm\($0)" }
        return """
            \(raw: availability(of: fields))nonisolated init(\(raw: parameters(of: fields, first: "ormFields"))) {
                \(raw: assignments.joined(separator: "\n    "))
            }
            """
    }

    /// Returns a function that calls Swift's memberwise initialiser. If a default belongs to an
    /// actor, so does that initialiser, and the error appears here, at the type.
    private static func memberwise(of fields: [FieldDeclaration]) -> DeclSyntax {
        let arguments = fields.enumerated().map { "\(argumentLabel($1.name)): orm\($0)" }
        return """
            \(raw: availability(of: fields))nonisolated static func ormMemberwise(\(raw: parameters(of: fields, first: "_"))) -> Self {
                // Stores call this on threads of their own. If this is an error, a default of the type calls what belongs
                // to an actor: make that `nonisolated`, or declare an initialiser.
                .init(\(raw: arguments.joined(separator: ", ")))
            }
            """
    }

    private static func parameters(of fields: [FieldDeclaration], first label: String) -> String {
        fields.enumerated().map { index, field in
            "\(index == 0 ? label : "_") orm\(index): \(field.typeText)"
        }.joined(separator: ", ")
    }

    private static func availability(of fields: [FieldDeclaration]) -> String {
        fields.contains(where: \.isDeprecated) ? "@available(*, deprecated) " : ""
    }
}
