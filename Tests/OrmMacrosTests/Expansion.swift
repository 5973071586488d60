// SPDX-License-Identifier: MIT
// Goal: one way to expand the attributes in all tests. Method: the real expansion of swift-syntax
// on a whole file; what remains of the source and the diagnostics as text.
import OrmMacros
import SwiftDiagnostics
import SwiftParser
import SwiftSyntax
import SwiftSyntaxMacroExpansion
import SwiftSyntaxMacros

/// What expanding the attributes of a file gives.
struct Expansion {
    let source: String
    /// `line:column: message`
    let diagnostics: [String]

    init(of text: String) {
        let tree = Parser.parse(source: text)
        let context = BasicMacroExpansionContext(
            sourceFiles: [tree: .init(moduleName: "App", fullFilePath: "a.swift")])
        let expanded = tree.expand(
            macroSpecs: [
                "Persist": MacroSpec(type: PersistMacro.self),
                "Key": MacroSpec(type: KeyMacro.self),
                "Unique": MacroSpec(type: UniqueMacro.self),
                "Index": MacroSpec(type: IndexMacro.self),
            ],
            contextGenerator: { node in
                BasicMacroExpansionContext(
                    sharingWith: context, lexicalContext: node.allMacroLexicalContexts())
            })
        source = expanded.description
        diagnostics = context.diagnostics.map { diagnostic in
            let place = context.location(
                for: diagnostic.position, anchoredAt: diagnostic.node, fileName: "a.swift")
            return "\(place.line):\(place.column): \(diagnostic.message)"
        }.sorted()
    }
}
