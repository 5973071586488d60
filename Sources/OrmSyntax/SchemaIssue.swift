// SPDX-License-Identifier: MIT
// Mistakes in a declaration, formatted like compiler diagnostics.

/// One mistake in the annotated source.
public struct SchemaIssue: Sendable, Hashable {
    /// Whether the generator writes nothing because of the issue: true of an error, not of a
    /// warning.
    public enum Severity: String, Sendable { case error, warning }

    /// A stable identifier in kebab case, such as `unsupported-type`.
    public var id: String
    /// Whether it is an error, which stops generation, or a warning.
    public var severity: Severity
    /// One sentence in lower case without a full stop.
    public var message: String
    /// What to do about it, in the same form.
    public var suggestion: String?
    /// The location of the mistake. A macro reports the syntax node instead.
    public var location: SourceLocation

    /// Creates an issue with any identifier. Those of ``IssueKind`` have a shorter initialiser.
    public init(
        id: String, severity: Severity = .error, message: String, suggestion: String? = nil,
        location: SourceLocation
    ) {
        self.id = id
        self.severity = severity
        self.message = message
        self.suggestion = suggestion
        self.location = location
    }
}

extension SchemaIssue: CustomStringConvertible {
    /// `message; suggestion [id]`
    public var text: String {
        let advice = suggestion.map { "; \($0)" } ?? ""
        return "\(message)\(advice) [\(id)]"
    }

    /// `file:line:column: error: message; suggestion [id]`
    public var description: String { "\(location): \(severity.rawValue): \(text)" }
}
