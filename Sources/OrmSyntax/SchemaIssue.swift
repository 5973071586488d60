// SPDX-License-Identifier: MIT
// What is wrong with a declaration, in the compiler's own form.

/// One mistake in the annotated source.
public struct SchemaIssue: Sendable, Hashable {
    /// Whether an issue keeps the generator from writing anything: an error does, a warning does
    /// not.
    public enum Severity: String, Sendable { case error, warning }

    /// A stable identifier in kebab case, such as `unsupported-type`.
    public var id: String
    /// Whether it is an error, after which nothing is generated, or a warning.
    public var severity: Severity
    /// One sentence in lower case without a full stop.
    public var message: String
    /// What to do about it, in the same form.
    public var suggestion: String?
    /// Where the mistake stands; a macro reports the syntax node instead.
    public var location: SourceLocation

    /// Creates an issue with any identifier. For those of ``IssueKind`` there is a shorter
    /// initialiser.
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
