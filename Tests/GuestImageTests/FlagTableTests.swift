// Goal: Documentation/Linking.md has the flags that guests are built with, and their reasons. Method: the page's table
// against the list in the code, row by row.
import Foundation
import TestSupport
import Testing

@testable import GuestImage

private func rows() throws -> [String] {
    let page = try Checkout.text("Documentation/Linking.md")
    let tables = page.components(separatedBy: "| For | Flags | Why |\n|---|---|---|\n")
    // The first table; the next is of SQLite.
    return try #require(tables.dropFirst().first).split(
        separator: "\n", omittingEmptySubsequences: false
    ).prefix { $0.hasPrefix("|") }.map(String.init)
}

@Test func theTableOfFlagsIsTheCodes() throws {
    let tools: [GuestFlag.Tool: String] = [
        .swiftCompiler: "Swift", .cCompiler: "C", .linker: "linker",
    ]
    let expected = GuestFlag.all.map {
        "| \(tools[$0.tool]!) | `\($0.options.joined(separator: " "))` | \($0.reason) |"
    }
    let found = try rows()
    #expect(found.filter { !expected.contains($0) } == [], "only on the page")
    #expect(expected.filter { !found.contains($0) } == [], "only in the code")
    #expect(found == expected)
}
