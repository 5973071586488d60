// SPDX-License-Identifier: MIT
// The compiler plugin that implements the attributes. The generator reads the same source, so the
// macros only report mistakes while one types and add the members that need the type's own file.
import SwiftCompilerPlugin
import SwiftSyntaxMacros

@main
struct OrmMacrosPlugin: CompilerPlugin {
    let providingMacros: [any Macro.Type] = [
        PersistMacro.self, KeyMacro.self, UniqueMacro.self, IndexMacro.self,
    ]
}
