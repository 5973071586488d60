// SPDX-License-Identifier: MIT
// Goal: one form for all tables of wrong sources. Method: the source and the text users see.
import OrmGenCore
import OrmSyntax
import Testing

/// A source with mistakes and what is said about them.
struct Rejected: Sendable, CustomTestStringConvertible {
    let name: String
    let source: String
    /// One line for each issue.
    let issues: [String]

    init(_ name: String, _ source: String, _ issues: String) {
        self.name = name
        self.source = source
        self.issues = issues.split(separator: "\n").map(String.init)
    }

    var testDescription: String { name }
}

/// The issues of a target `App` with one file.
func issues(in source: String) -> [String] {
    readModel(of: [SourceFile(path: "a.swift", text: source)], target: "App")
        .issues.map(\.description)
}
