// SPDX-License-Identifier: MIT
// Goal: strings compare by their bytes as arrays of these bytes do.
// Method: all pairs of texts whose scalars have one to four bytes, short ones and long ones.
import CompactStrings
import Testing

@Suite struct StringBytesTests {
    private static let texts = [
        "", "a", "ab", "b", "\0", "a\0", "é", "e\u{301}", "ß", "\u{7F}", "\u{80}", "\u{7FF}",
        "\u{800}",
        "\u{D7FF}", "\u{E000}", "\u{FFFF}", "\u{10000}", "\u{10FFFF}", "a\u{10FFFF}",
        "longer than a small string",
        "longer than a small string, too",
    ]

    @Test func comparisonsAreThoseOfTheBytes() {
        for left in Self.texts {
            #expect(left.bytes == Array(left.utf8))
            #expect(String(bytes: left.bytes) == left)
            #expect(String(bytes: ("x" + left).bytes.dropFirst()) == left)
            for right in Self.texts {
                #expect(left.isSame(as: right) == (Array(left.utf8) == Array(right.utf8)))
                #expect(left.isSame(as: right.bytes) == left.isSame(as: right))
                #expect(left.hasBytePrefix(right) == left.utf8.starts(with: right.utf8))
                #expect(
                    left.hasByteSuffix(right)
                        == left.utf8.reversed().starts(with: right.utf8.reversed()))
            }
        }
    }

    @Test func whatIsNoUTF8IsReplaced() {
        #expect(String(bytes: [0x61, 0xFF, 0x62]) == "a\u{FFFD}b")
    }
}
