// `@Persist`: reports what is wrong about one declaration by itself.
// SPDX-License-Identifier: MIT
import OrmSyntax
import SwiftSyntax
import SwiftSyntaxMacros

/// The implementation of `@Persist`.
package enum PersistMacro: PeerMacro {
    package static func expansion(
        of node: AttributeSyntax, providingPeersOf declaration: some DeclSyntaxProtocol,
        in context: some MacroExpansionContext
    ) throws -> [DeclSyntax] {
        let reading = EntityReader.read(
            DeclSyntax(declaration), attribute: node, in: LexicalContext(context.lexicalContext),
            locator: .none)
        context.diagnose(reading.issues)
        return []
    }
}
