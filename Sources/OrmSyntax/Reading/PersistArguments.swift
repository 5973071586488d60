// SPDX-License-Identifier: MIT
// The arguments of `@Persist`. Attributes are read, not run, so they must be literals.
import SwiftParser
import SwiftSyntax

/// The arguments of one `@Persist(…)`.
struct PersistArguments {
    private(set) var isEmbedded = false
    private(set) var table: TableName?
    private(set) var uniques: [WrittenList] = []
    private(set) var indexes: [WrittenList] = []
    /// The labelled arguments, all of which need a table.
    private(set) var labelled: [LabeledExprSyntax] = []
    /// The first argument, labelled or not.
    private(set) var first: LabeledExprSyntax?

    /// A list of field names with their literals.
    struct WrittenList {
        var entries: [(name: String, node: StringLiteralExprSyntax)]
        var node: ArrayExprSyntax
    }

    init(_ attribute: AttributeSyntax, issues: IssueCollector) {
        guard case .argumentList(let arguments) = attribute.arguments else { return }
        for argument in arguments where !argument.hasError {
            first = first ?? argument
            read(argument, issues)
        }
    }

    private mutating func read(_ argument: LabeledExprSyntax, _ issues: IssueCollector) {
        guard let label = argument.label else {
            readStorage(argument.expression, issues)
            return
        }
        switch label.plainText {
        case "table":
            labelled.append(argument)
            readTable(argument.expression, issues)
        case "unique":
            labelled.append(argument)
            uniques += lists(argument, issues)
        case "index":
            labelled.append(argument)
            indexes += lists(argument, issues)
        default:
            issues.report(
                .unknownArgument, "'@Persist' has no argument '\(label.text)'",
                suggestion: "use 'table', 'unique' or 'index'", at: label)
        }
    }

    private mutating func readStorage(_ expression: ExprSyntax, _ issues: IssueCollector) {
        let member = expression.as(MemberAccessExprSyntax.self)
        switch member?.declName.baseName.plainText {
        case "embedded": isEmbedded = true
        case "table": break
        default:
            issues.report(
                .nonLiteralArgument, "'\(expression.trimmedDescription)' is not a kind of storage",
                suggestion: "write '.table' or '.embedded'", at: expression)
        }
    }

    private mutating func readTable(_ expression: ExprSyntax, _ issues: IssueCollector) {
        guard !expression.is(NilLiteralExprSyntax.self) else { return }
        guard let text = string(expression) else {
            issues.report(
                .nonLiteralArgument, "the table's name is not a string literal",
                suggestion: "write the name itself, attributes are read without being run",
                at: expression)
            return
        }
        table = TableName(text: text, location: issues.location(of: expression))
        if let issue = TableNameRule.issue(for: text, at: issues.location(of: expression)) {
            issues.report(issue, at: expression)
        }
    }

    private func lists(_ argument: LabeledExprSyntax, _ issues: IssueCollector) -> [WrittenList] {
        let label = argument.label?.plainText ?? ""
        func reportShape(_ node: some SyntaxProtocol) {
            issues.report(
                .nonLiteralArgument, "'\(label)' is not a list of lists of string literals",
                suggestion: "write '\(label): [[\"first\", \"second\"]]' with names of fields",
                at: node)
        }
        guard let outer = argument.expression.as(ArrayExprSyntax.self) else {
            reportShape(argument.expression)
            return []
        }
        if outer.elements.isEmpty { reportEmpty(label, outer, issues) }
        return outer.elements.compactMap { element in
            guard let inner = element.expression.as(ArrayExprSyntax.self) else {
                reportShape(element.expression)
                return nil
            }
            var entries: [(String, StringLiteralExprSyntax)] = []
            for element in inner.elements {
                guard let literal = element.expression.as(StringLiteralExprSyntax.self),
                    let name = literal.representedLiteralValue
                else {
                    reportShape(element.expression)
                    return nil
                }
                entries.append((name, literal))
            }
            if entries.isEmpty {
                reportEmpty(label, inner, issues)
                return nil
            }
            return WrittenList(entries: entries, node: inner)
        }
    }

    private func reportEmpty(
        _ label: String, _ node: some SyntaxProtocol, _ issues: IssueCollector
    ) {
        issues.report(
            .emptyFieldList, "a list of '\(label)' names no field",
            suggestion: "name at least one field or remove it", at: node)
    }

    private func string(_ expression: ExprSyntax) -> String? {
        expression.as(StringLiteralExprSyntax.self)?.representedLiteralValue
    }
}
