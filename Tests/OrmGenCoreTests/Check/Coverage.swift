// SPDX-License-Identifier: MIT
// Goal: no diagnostic is without an example. Method: the ids in all tables against the closed list.
import OrmSyntax
import Testing

@Suite struct Coverage {
    @Test func everyKindOfIssueHasAnExample() {
        let tables = [
            ArgumentIssues.cases, ClashIssues.cases, ColumnIssues.cases, DeclarationIssues.cases,
            EnumerationIssues.cases, FieldIssues.cases, IdentityIssues.cases, PlacementIssues.cases,
            TypeIssues.cases,
        ]
        let lines = tables.joined().flatMap(\.issues)
        let missing = IssueKind.allCases.filter { kind in
            !lines.contains { $0.hasSuffix("[\(kind.rawValue)]") }
        }
        // Two thousand columns are written out by a test of their own.
        #expect(missing == [.tooManyColumns])
    }
}
