// SPDX-License-Identifier: MIT
// `@Key`, `@Unique` and `@Index`: report misplaced attributes.
import OrmSyntax
import SwiftSyntax
import SwiftSyntaxMacros

/// The implementation of `@Key`.
package enum KeyMacro: PeerMacro {
    package static func expansion(
        of node: AttributeSyntax, providingPeersOf declaration: some DeclSyntaxProtocol,
        in context: some MacroExpansionContext
    ) throws -> [DeclSyntax] {
        context.checkPlacement(of: .key, node, on: declaration)
        return []
    }
}

/// The implementation of `@Unique`.
package enum UniqueMacro: PeerMacro {
    package static func expansion(
        of node: AttributeSyntax, providingPeersOf declaration: some DeclSyntaxProtocol,
        in context: some MacroExpansionContext
    ) throws -> [DeclSyntax] {
        context.checkPlacement(of: .unique, node, on: declaration)
        return []
    }
}

/// The implementation of `@Index`.
package enum IndexMacro: PeerMacro {
    package static func expansion(
        of node: AttributeSyntax, providingPeersOf declaration: some DeclSyntaxProtocol,
        in context: some MacroExpansionContext
    ) throws -> [DeclSyntax] {
        context.checkPlacement(of: .index, node, on: declaration)
        return []
    }
}

extension MacroExpansionContext {
    fileprivate func checkPlacement(
        of attribute: OrmAttribute, _ node: AttributeSyntax, on declaration: some DeclSyntaxProtocol
    ) {
        diagnose(
            AttributePlacement.issues(
                attribute, node, on: DeclSyntax(declaration),
                in: LexicalContext(lexicalContext), locator: .none))
    }
}
