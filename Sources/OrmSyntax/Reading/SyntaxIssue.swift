// An issue together with the syntax it is about: the tool prints the place, a macro needs the node.
// SPDX-License-Identifier: MIT
import SwiftSyntax

/// A mistake found while reading one declaration.
package struct SyntaxIssue: Sendable {
    package var issue: SchemaIssue
    package var node: Syntax
}

/// Collects issues and turns nodes into places. In a macro there is no file: the places then count
/// from the declaration and are not used.
final class IssueCollector {
    private(set) var issues: [SyntaxIssue] = []
    private let locator: Locator

    /// Collects elsewhere, for what is read without being reported.
    init(_ other: IssueCollector) {
        locator = other.locator
    }

    init(_ locator: Locator) {
        self.locator = locator
    }

    func location(of node: some SyntaxProtocol) -> SourceLocation {
        locator.location(of: node)
    }

    func report(
        _ kind: IssueKind, severity: SchemaIssue.Severity = .error, _ message: String,
        suggestion: String? = nil, at node: some SyntaxProtocol
    ) {
        report(
            SchemaIssue(
                kind, severity: severity, message, suggestion: suggestion, at: location(of: node)),
            at: node)
    }

    func report(_ issue: SchemaIssue, at node: some SyntaxProtocol) {
        issues.append(SyntaxIssue(issue: issue, node: Syntax(node)))
    }
}

/// Finds the line and column of a node.
package struct Locator: Sendable {
    private let path: String
    private let converter: SourceLocationConverter

    /// - Parameter tree: the root of every node that will be asked about.
    package init(path: String, tree: some SyntaxProtocol) {
        self.path = path
        converter = SourceLocationConverter(fileName: path, tree: tree)
    }

    package func location(of node: some SyntaxProtocol) -> SourceLocation {
        let place = converter.location(for: node.positionAfterSkippingLeadingTrivia)
        return SourceLocation(file: path, line: place.line, column: place.column)
    }
}
