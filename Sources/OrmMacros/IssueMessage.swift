// SPDX-License-Identifier: MIT
// Reports the generator's issues as compiler diagnostics, with the same text.
import OrmSyntax
import SwiftDiagnostics
import SwiftSyntax
import SwiftSyntaxMacros

/// A schema issue as a macro diagnostic.
struct IssueMessage: DiagnosticMessage {
    let issue: SchemaIssue

    var message: String { issue.text }
    var diagnosticID: MessageID { MessageID(domain: "Mirage", id: issue.id) }
    var severity: DiagnosticSeverity {
        switch issue.severity {
        case .error: .error
        case .warning: .warning
        }
    }
}

extension MacroExpansionContext {
    /// Reports every issue at its node.
    func diagnose(_ issues: [SyntaxIssue]) {
        for found in issues {
            diagnose(Diagnostic(node: found.node, message: IssueMessage(issue: found.issue)))
        }
    }
}
