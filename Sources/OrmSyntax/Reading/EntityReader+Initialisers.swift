// Reading a row sets every field, by the memberwise initialiser or one by one. An initialiser of the struct's own is
// called only where a field cannot be set from another file.
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
        guard let hidden = fields.first(where: \.isSetterHidden),
            initialiser(of: node, fields) == .none
        else { return }
        let first = initialisers(of: node).first.map { Syntax($0.initKeyword) } ?? Syntax(node.name)
        let signature = fields.map { $0.name + ":" }.joined()
        issues.report(
            .noMemberwiseInit,
            "'\(name)' declares an initialiser, so Swift gives it no memberwise initialiser, and generated code "
                + "cannot set '\(hidden.name)'",
            suggestion:
                "move it to an extension, or also declare 'init(\(signature))', or let other files set "
                + "'\(hidden.name)'",
            at: first)
    }

    func initialiser(of node: StructDeclSyntax, _ fields: [FieldDeclaration]) -> Initialiser {
        let initialisers = initialisers(of: node)
        if initialisers.isEmpty { return .memberwise }
        let labels = fields.map(\.name)
        return initialisers.contains { $0.isMemberwise(labels) } ? .written : .none
    }

    private func initialisers(of node: StructDeclSyntax) -> [InitializerDeclSyntax] {
        declarations(in: node.memberBlock.members).compactMap { $0.as(InitializerDeclSyntax.self) }
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
