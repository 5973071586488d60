// SPDX-License-Identifier: MIT
// Goal: no source, however broken, stops the reader or the check. Method: delete, repeat and swap
// random tokens of the accepted sources; the seed is in the failure and the crash log.
import OrmGenCore
import OrmSyntax
import Testing

@Suite struct Robustness {
    @Test(arguments: 1...40 as ClosedRange<UInt64>)
    func mangledSourcesAreReadToTheEnd(seed: UInt64) {
        print("seed \(seed)")
        var random = SplitMix(state: seed)
        for example in Accepted.all {
            let text = mangled(example.source, with: &random)
            let (model, issues) = readModel(
                of: [SourceFile(path: "a.swift", text: text)], target: "App")
            let lines = text.utf8.count { $0 == UInt8(ascii: "\n") } + 1
            #expect(issues.allSatisfy { (1...lines).contains($0.location.line) }, "seed \(seed)")
            #expect((model == nil) == issues.contains { $0.severity == .error }, "seed \(seed)")
        }
    }

    @Test(arguments: Accepted.all)
    func lineEndsDoNotMatter(_ example: Accepted) {
        let text = example.source.split(separator: "\n", omittingEmptySubsequences: false)
            .joined(separator: "\r\n")
        #expect(result(of: text) == example.result)
    }

    @Test func tabsCountAsOneColumn() {
        #expect(
            result(of: "@Persist struct A {\r\n\t\tvar\ta: Int\r\n}\r\n") == """
                a.swift:1:17: internal struct A, table 'A'
                    2:7 a: Int
                """)
    }

    @Test(arguments: Accepted.all)
    func readingTwiceGivesTheSame(_ example: Accepted) {
        #expect(result(of: example.source) == result(of: example.source))
    }

    private func mangled(_ source: String, with random: inout SplitMix) -> String {
        var tokens = tokens(of: source)
        for _ in 0..<Int.random(in: 1...6, using: &random) {
            guard let position = tokens.indices.randomElement(using: &random),
                let other = tokens.indices.randomElement(using: &random)
            else { break }
            switch Int.random(in: 0..<3, using: &random) {
            case 0: tokens.remove(at: position)
            case 1: tokens.insert(tokens[position], at: other)
            default: tokens.swapAt(position, other)
            }
        }
        return tokens.joined()
    }

    /// Words, and every other character by itself.
    private func tokens(of source: String) -> [String] {
        var tokens: [String] = []
        var isInWord = false
        for character in source {
            let isWord = character.isLetter || character.isNumber || character == "_"
            if isWord, isInWord, let last = tokens.popLast() {
                tokens.append(last + String(character))
            } else {
                tokens.append(String(character))
            }
            isInWord = isWord
        }
        return tokens
    }
}

/// A small generator whose whole state is the seed.
private struct SplitMix: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
