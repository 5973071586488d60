// Goal: the bound of a prefix is the least text above all that begin with it.
// Method: scalars at each change of length in UTF-8 and around the surrogates, and scalars by chance.
import SeededRandom
import TestSupport
import Testing

@testable import OrmRuntime

@Suite struct PrefixBoundTests {
    @Test func theBoundOfAPrefixIsTheNextScalars() {
        #expect("".upperBoundOfPrefix == nil)
        #expect("\u{10FFFF}\u{10FFFF}".upperBoundOfPrefix == nil)
        #expect("a".upperBoundOfPrefix == "b")
        #expect("a\u{10FFFF}".upperBoundOfPrefix == "b")
        #expect("a\u{D7FF}".upperBoundOfPrefix == "a\u{E000}")
        #expect("\u{7F}".upperBoundOfPrefix == "\u{80}")
        #expect("\u{7FF}".upperBoundOfPrefix == "\u{800}")
        #expect("\u{FFFF}".upperBoundOfPrefix == "\u{10000}")
    }

    @Test func theBoundOfAnyScalarIsTheNextOne() {
        var random = SeededRandom(seed: Seed.ofThisRun)
        for _ in 0..<10_000 {
            guard let scalar = Unicode.Scalar(UInt32(random.next() % 0x11_0000)),
                scalar.value != 0x10_FFFF
            else { continue }
            let next = Unicode.Scalar(scalar.value + 1) ?? Unicode.Scalar(0xE000 as UInt32)
            #expect("é\(scalar)".upperBoundOfPrefix == next.map { "é\($0)" })
        }
    }
}
