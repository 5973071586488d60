// SPDX-License-Identifier: MIT
// Goal: a mutant is put where its list says, or not at all.
// Method: changes of short sources; text that is missing, there twice, or changed by two mutants.
import Testing

@testable import MutationTesting

@Suite struct SourceEditsTests {
    let source = Array("func f() {\n    wait()\n    flush()\n}\nfunc g() {\n    flush()\n}\n".utf8)

    @Test func linesAreFoundWhateverTheirIndentation() {
        #expect(SourceEdits.range(of: ["wait()", "flush()"], in: source) == 15..<33)
        #expect(SourceEdits.range(of: ["g() {", "flush()"], in: source) == 41..<58)
    }

    @Test func textThatIsMissingOrThereTwiceIsNotFound() {
        #expect(SourceEdits.range(of: ["sleep()"], in: source) == nil)
        #expect(SourceEdits.range(of: ["flush()"], in: source) == nil)
        #expect(SourceEdits.range(of: ["wait()", "wait()"], in: source) == nil)
    }

    @Test func editsAreMadeInTheOrderOfTheSource() {
        let edits = [
            Edit(range: 26..<33, text: "F", mutant: "b"),
            Edit(range: 15..<21, text: "W", mutant: "a"),
        ]
        let result = SourceEdits.apply(edits, to: source)
        #expect(
            result.map { String(decoding: $0, as: UTF8.self) }
                == .success("func f() {\n    W\n    F\n}\nfunc g() {\n    flush()\n}\n"))
    }

    @Test func editsOfTheSameTextAreRefused() {
        let edits = [
            Edit(range: 15..<21, text: "", mutant: "a"),
            Edit(range: 20..<22, text: "", mutant: "b"),
        ]
        #expect(
            SourceEdits.apply(edits, to: source)
                == .failure(SourceEdits.Overlap(first: "a", second: "b")))
    }
}
