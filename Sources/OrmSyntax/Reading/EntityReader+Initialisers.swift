// SPDX-License-Identifier: MIT
// Reading a row sets every field: individually, by Swift's memberwise initialiser, or by one that
// `@Persist` adds. The struct's own initialisers are never called.
import SwiftSyntax

extension EntityReader {
    /// Checks the rules about all fields together. Called only if each field was read.
    func checkFields(_ fields: [FieldDeclaration], of node: StructDeclSyntax) {
        let name = node.name.plainText
        guard fields.isEmpty else { return }
        issues.report(
            .noFields, "'\(name)' has no stored properties, so there is nothing to store",
            suggestion: "add a field or remove '@Persist'", at: node.name)
    }

    func initialiser(of node: StructDeclSyntax) -> Initialiser {
        let isWritten = declarations(in: node.memberBlock.members).contains {
            $0.is(InitializerDeclSyntax.self)
        }
        return isWritten ? .written : .memberwise
    }
}
