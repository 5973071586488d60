// SPDX-License-Identifier: MIT
// An issue and its syntax node: the tool prints its location, a macro needs the node.
import SwiftSyntax

/// A mistake found while reading one declaration.
package struct SyntaxIssue: Sendable {
    package var issue: SchemaIssue
    package var node: Syntax
}

/// Collects issues and converts nodes to locations.
final class IssueCollector {
    private(set) var issues: [SyntaxIssue] = []
    private let locator: Locator

    /// Creates a separate collector, for reading without reporting.
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
    private let converter: SourceLocationConverter?

    /// Returns one location for all nodes; for macros, which report nodes instead.
    package static let none = Locator()

    private init() {
        path = ""
        converter = nil
    }

    /// - Parameter tree: the file, which has every node to locate.
    package init(path: String, tree: SourceFileSyntax) {
        self.path = path
        converter = SourceLocationConverter(fileName: path, tree: tree)
    }

    package func location(of node: some SyntaxProtocol) -> SourceLocation {
        let place = converter?.location(for: node.positionAfterSkippingLeadingTrivia)
        return SourceLocation(file: path, line: place?.line ?? 1, column: place?.column ?? 1)
    }
}
