// Reading a row ends in the memberwise initialiser, so the struct must have it or one just like it.
// SPDX-License-Identifier: MIT
import SwiftSyntax

extension EntityReader {
    /// The rules about all fields together; only asked when each of them was read.
    func checkFields(_ fields: [FieldDeclaration], of node: StructDeclSyntax) {
        let name = node.name.plainText
        guard !fields.isEmpty else {
            issues.report(
                .noFields, "'\(name)' has no stored properties, so there is nothing to store",
                suggestion: "add a field or remove '@Persist'", at: node.name)
            return
        }
        let initialisers = declarations(in: node.memberBlock.members)
            .compactMap { $0.as(InitializerDeclSyntax.self) }
        let labels = fields.map(\.name)
        guard let first = initialisers.first,
            !initialisers.contains(where: { $0.isMemberwise(labels) })
        else { return }
        let signature = labels.map { $0 + ":" }.joined()
        issues.report(
            .noMemberwiseInit,
            "'\(name)' declares an initialiser, so Swift gives it no memberwise initialiser",
            suggestion: "move it to an extension, or also declare 'init(\(signature))'",
            at: first.initKeyword)
    }
}

extension InitializerDeclSyntax {
    /// Whether generated code can call it with all fields in order and nothing else.
    fileprivate func isMemberwise(_ labels: [String]) -> Bool {
        guard optionalMark == nil, genericParameterClause == nil,
            signature.effectSpecifiers?.throwsClause == nil,
            signature.effectSpecifiers?.asyncSpecifier == nil,
            (DeclaredAccess(modifiers) ?? .internal).visible != nil
        else { return false }
        let parameters = signature.parameterClause.parameters
        return parameters.prefix(labels.count).map(\.firstName.plainText) == labels
            && parameters.dropFirst(labels.count).allSatisfy { $0.defaultValue != nil }
    }
}
