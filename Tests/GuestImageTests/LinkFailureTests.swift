// Goal: a failed link is explained once for each symbol, and anything else is left to the tool that said it.
import Testing

@testable import GuestImage

@Test func undefinedSymbolsAreExplainedOnce() {
    let notes = LinkFailure.explanation(
        """
        ld.lld: error: undefined symbol: getenv
        >>> referenced by A.swift:8
        ld.lld: error: undefined symbol: pthread_create
        ld.lld: error: undefined symbol: getenv
        """)
    #expect(notes.count == 2)
    #expect(notes[0].hasPrefix("note: 'getenv' is a C function that guests do not have"))
    #expect(notes[1].contains("no threads"))
}

@Test(
    arguments: [
        ("main", "@main"), ("mirage_boot", "product 'Guest'"),
        ("$e4Some4FuncyyF", "Embedded Swift"),
        ("_ZNSt6vectorE", "C++ standard library"), ("sqlite3_open", "SQLite"),
        ("mainly", "C function"),
    ])
func eachKindHasItsWords(symbol: String, words: String) throws {
    let note = try #require(
        LinkFailure.explanation("ld.lld: error: undefined symbol: \(symbol)").first)
    #expect(note.contains("'\(symbol)'"))
    #expect(note.contains(words))
}

@Test func otherFailuresAreNotExplained() {
    #expect(LinkFailure.explanation("A.swift:1:1: error: no such module 'Foundation'").isEmpty)
    #expect(LinkFailure.explanation("").isEmpty)
}
