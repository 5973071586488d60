// SPDX-License-Identifier: MIT
// Goal: each kind of mutant is made where it makes sense, and nowhere else.
// Method: short sources, and the text that takes the place.
import MutantSyntax
import Testing

@testable import MutationTesting

@Suite struct CandidateFinderTests {
    /// The sources that the candidates of one kind make of a body.
    private func mutants(of body: String, _ mutation: Mutation) -> [String] {
        let source = "func f() {\n\(body)\n}\n"
        return CandidateFinder.candidates(in: source).filter { $0.mutation == mutation }.map {
            let edit = Edit(range: $0.range, text: $0.text, mutant: "")
            guard case .success(let bytes) = SourceEdits.apply([edit], to: Array(source.utf8))
            else { return "overlap" }
            return String(decoding: bytes.dropFirst(11).dropLast(3), as: UTF8.self)
        }
    }

    @Test(arguments: [
        (Mutation.negatedComparison, "g(a + 1 == b)", ["g((isMutant != (a + 1 == b)))"]),
        (.movedBoundary, "g(a < b)", ["g((isMutant ? a <= b : a < b))"]),
        (.movedBoundary, "g(a == b)", []),
        (.changedNumber, "g(4096)", ["g((isMutant ? 4095 : 4096))"]),
        (.changedNumber, "g(0)", ["g((isMutant ? 1 : 0))"]),
        (.droppedCall, "let x = 1\ntry g(x)", ["let x = 1\nif !isMutant { try g(x) }"]),
        (.droppedCall, "g()", []),
        (.droppedCall, "let x = 1\nfatalError()", []),
        (
            .ignoredError, "let x = 1\ntry g(x)",
            ["let x = 1\nif isMutant { _ = try? g(x) } else { try g(x) }"]
        ),
        (.exchangedCalls, "a()\nb()", ["if isMutant { b(); a() } else { a(); b() }"]),
        (.exchangedCalls, "a()\nlet x = 1\nb()", []),
        (.trueCondition, "if a { b() }", ["if (isMutant ? true : (a)) { b() }"]),
        (.trueCondition, "while a { b() }", []),
        (.trueCondition, "if let a { b() }", []),
        (
            .falseCondition, "guard a, let b else { return }",
            ["guard (isMutant ? false : (a)), let b else { return }"]
        ),
    ])
    func aPlaceIsMutated(mutation: Mutation, body: String, expected: [String]) {
        #expect(mutants(of: body, mutation) == expected)
    }

    @Test(arguments: [
        "@inlinable func f() -> Bool { a < b }", "func f(_ count: Int = 5) {}",
        "let limit = 5", "enum E: Int { case a = 5 }", "func f() { switch a { case 5: b } }",
        "func f() { #expect(a < b) }", "func f() { let a: InlineArray<64, Int> = b }",
        "func f() {\n#if compiler(>=6)\n#endif\n}",
    ])
    func whatTheCompilerNeedsStaysAsItIs(source: String) {
        #expect(CandidateFinder.candidates(in: source) == [])
    }

    @Test func aSampleIsTheSameForTheSameSeedAndHasOneMutantAPlace() {
        let source =
            "func f() {\n" + (0..<50).map { "if a < \($0) { g(\($0)) }\n" }.joined() + "}\n"
        let one = MutantSample(sources: ["a": source, "b": source], count: 60, seed: 7)
        let again = MutantSample(sources: ["a": source, "b": source], count: 60, seed: 7)
        let other = MutantSample(sources: ["a": source, "b": source], count: 60, seed: 8)
        #expect(one.entries == again.entries)
        #expect(one.entries != other.entries)
        #expect(one.entries.count == 60)
        for file in ["a", "b"] {
            let edits = zip(one.entries, one.edits).filter { $0.0.file == file }.map(\.1)
            guard case .success = SourceEdits.apply(edits, to: Array(source.utf8)) else {
                Issue.record("two mutants overlap")
                continue
            }
        }
    }

    @Test func quickSuitesComeFirst() {
        let reach = Reach(suites: [
            Reach.Suite(name: "A.Slow", seconds: 30, mutants: [1, 2]),
            Reach.Suite(name: "A.Quick", seconds: 1, mutants: [1]),
            Reach.Suite(name: "A.Other", seconds: 2, mutants: [3]),
        ])
        #expect(reach.steps(for: 1) == [["A.Quick"], ["A.Slow"]])
        #expect(reach.steps(for: 2) == [["A.Slow"]])
        #expect(reach.steps(for: 4) == [])
        #expect(Reach.filter(["A.Quick", "A.Slow"]) == "^(A\\.Quick|A\\.Slow)/")
    }
}
