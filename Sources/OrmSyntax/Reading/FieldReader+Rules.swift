// SPDX-License-Identifier: MIT
// The rules that exclude a stored property before its type is checked. Only the first violation is
// reported.
import SwiftSyntax

extension FieldReader {
    /// Attributes that do not affect storage.
    private static let harmless: Set<String> = ["available", "usableFromInline", "inlinable"]

    /// Returns whether the property can be a field, and reports why not.
    func isAcceptable(
        _ node: VariableDeclSyntax, _ binding: PatternBindingSyntax, _ name: TokenSyntax
    ) -> Bool {
        let name = name.plainText
        if let modifier = node.modifier(.lazy) {
            issues.report(
                .lazyField, "field '\(name)' is lazy, so it may have no value yet",
                suggestion: "store the value, or make it a computed property", at: modifier)
            return false
        }
        if let modifier = node.modifier(.weak) ?? node.modifier(.unowned) {
            let article = modifier.name.tokenKind == .keyword(.weak) ? "a" : "an"
            issues.report(
                .referenceField, "field '\(name)' is \(article) \(modifier.name.text) reference",
                suggestion: "store a value, such as the key of the other entity", at: modifier)
            return false
        }
        if let attribute = unknownAttribute(of: node) {
            let spelling = "@\(attribute.attributeName.trimmedDescription)"
            issues.report(
                .wrappedField,
                "'\(spelling)' may be a property wrapper, which hides field '\(name)'",
                suggestion: "remove it, or make '\(name)' a computed property over a stored one",
                at: attribute)
            return false
        }
        if let access = DeclaredAccess(node.modifiers), access.visible == nil {
            issues.report(
                .privateField, "field '\(name)' is \(access), so generated code cannot see it",
                suggestion: "remove the modifier, or write '\(access)(set)'",
                at: node.modifiers.first { DeclaredAccess([$0]) == access }.map { Syntax($0) }
                    ?? Syntax(node))
            return false
        }
        if !node.isVariable, binding.initializer != nil {
            issues.report(
                .constantField,
                "'\(name)' is a constant with a fixed value, which no stored row can change",
                suggestion: "write 'var' to store it, or 'static let' to share it",
                at: node.bindingSpecifier)
            return false
        }
        return true
    }

    /// Returns an attribute that may be a property wrapper or an accessor macro.
    private func unknownAttribute(of node: VariableDeclSyntax) -> AttributeSyntax? {
        node.attributes.written.first { attribute in
            guard !attribute.hasError else { return false }
            switch OrmAttribute(attribute) {
            case .key, .unique, .index, .persist: return false
            case nil: return !Self.harmless.contains(attribute.attributeName.trimmedDescription)
            }
        }
    }
}

extension VariableDeclSyntax {
    /// Returns the modifier with a keyword.
    func modifier(_ keyword: Keyword) -> DeclModifierSyntax? {
        modifiers.first { $0.name.tokenKind == .keyword(keyword) }
    }
}
