import SwiftCompilerPlugin
import SwiftSyntaxMacros
@main struct OrmMacrosPlugin: CompilerPlugin { let providingMacros: [any Macro.Type] = [] }
