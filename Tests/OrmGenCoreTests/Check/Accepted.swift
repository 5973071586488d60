// SPDX-License-Identifier: MIT
// Goal: one form for all tables of right sources. Method: the source and the model as text.
import OrmGenCore
import OrmSyntax
import Testing

/// A source without errors and what it comes to.
struct Accepted: Sendable, CustomTestStringConvertible {
    let name: String
    let source: String
    let result: String

    init(_ name: String, _ source: String, _ result: String) {
        self.name = name
        self.source = source
        self.result = result
    }

    var testDescription: String { name }

    /// The examples of all suites.
    static let all = AcceptedFields.cases + AcceptedTypes.cases
}

/// The issues and the model of a target `App`, as text.
func result(of files: SourceFile...) -> String {
    let (model, issues) = readModel(of: files, target: "App")
    return (issues.map(\.description) + [model?.text ?? "no model"]).joined(separator: "\n")
}

/// The issues and the model of a target `App` with one file.
func result(of source: String) -> String {
    result(of: SourceFile(path: "a.swift", text: source))
}
