// SPDX-License-Identifier: MIT
// Goal: the small rules behind the diagnostics are exact. Method: tables of inputs and results.
import OrmSyntax
import Testing

@Suite struct RulesTests {
    @Test(arguments: [
        ("nmae", "name"), ("Name", "name"), ("NAME", "name"), ("adress", "address"),
        ("addresss", "address"), ("ag", "age"), ("x", nil), ("colour", nil),
    ])
    func closestNameNeedsFewEdits(wrong: String, expected: String?) {
        #expect(closestName(to: wrong, among: ["name", "address", "age"]) == expected)
    }

    @Test func closestNameOfNothingIsNone() {
        #expect(closestName(to: "a", among: []) == nil)
    }

    @Test(arguments: [
        ("people", nil), ("sqlite", nil), ("orm", nil), ("my_orm_table", nil),
        ("", "invalid-table-name"), ("a\0", "invalid-table-name"),
        ("sqlite_", "reserved-table-name"), ("SQLITE_stat1", "reserved-table-name"),
        ("Orm_x", "reserved-table-name"),
    ])
    func someTableNamesAreTaken(name: String, id: String?) {
        let place = SourceLocation(file: "a.swift", line: 1, column: 1)
        #expect(TableNameRule.issue(for: name, at: place)?.id == id)
    }

    @Test func onlyASCIILettersLoseTheirCase() {
        #expect(asciiLowercased("AZaz_[É]") == Array("azaz_[É]".utf8))
    }

    @Test func issueIDsAreDistinctAndInKebabCase() {
        let ids = IssueKind.allCases.map(\.rawValue)
        #expect(Set(ids).count == ids.count)
        #expect(ids.allSatisfy { $0.allSatisfy { $0 == "-" || ("a"..."z").contains($0) } })
    }

    @Test func issuesReadLikeTheCompilers() {
        let place = SourceLocation(file: "Sources/App/Person.swift", line: 3, column: 9)
        let issue = SchemaIssue(
            .unsupportedKey, severity: .warning, "key is odd", suggestion: "change it", at: place)
        #expect(
            issue.description == "Sources/App/Person.swift:3:9: warning: key is odd; change it "
                + "[unsupported-key]")
    }

    @Test func placesAreOrderedByFileLineAndColumn() {
        let places = [("b", 1, 1), ("a", 2, 1), ("a", 1, 10), ("a", 1, 9)].map {
            SourceLocation(file: $0.0, line: $0.1, column: $0.2)
        }
        #expect(places.sorted().map(\.description) == ["a:1:9", "a:1:10", "a:2:1", "b:1:1"])
    }
}
