// SPDX-License-Identifier: MIT
// The compiler plugin that implements the attributes. They expand to nothing but an initialiser where a field's setter
// cannot be reached: the generator reads the same source, so what a macro adds is the mistake shown while one types.
import SwiftCompilerPlugin
import SwiftSyntaxMacros

@main
struct OrmMacrosPlugin: CompilerPlugin {
    let providingMacros: [any Macro.Type] = [
        PersistMacro.self, KeyMacro.self, UniqueMacro.self, IndexMacro.self,
    ]
}
