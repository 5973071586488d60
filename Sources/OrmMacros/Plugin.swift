// The compiler plugin that implements the attributes. They expand to nothing: the generator reads
// the same source, so what a macro adds is only the mistake shown in the editor while one types.
// SPDX-License-Identifier: MIT
import SwiftCompilerPlugin
import SwiftSyntaxMacros

@main
struct OrmMacrosPlugin: CompilerPlugin {
    let providingMacros: [any Macro.Type] = [
        PersistMacro.self, KeyMacro.self, UniqueMacro.self, IndexMacro.self,
    ]
}
