// A first look at a file without parsing it: which words it has, and which of them name types.
// SPDX-License-Identifier: MIT

struct ScannedFile: Sendable {
    let source: SourceFile
    /// Every word, attributes with their `@`. Words in comments and strings are among them: too many files
    /// parsed cost time, too few would cost the truth.
    private(set) var words: Set<String> = []
    /// Words that follow `struct`, `enum`, … .
    private(set) var declaredTypes: Set<String> = []

    init(_ source: SourceFile) {
        self.source = source
        var isDeclaration = false
        for bytes in source.text.utf8.split(whereSeparator: { !isWordByte($0) }) {
            let word = String(Substring(bytes))
            if isDeclaration { declaredTypes.insert(word) }
            isDeclaration = introducers.contains(word)
            words.insert(word)
        }
    }
}

private let introducers: Set<String> = [
    "struct", "enum", "class", "actor", "protocol", "typealias",
]

/// Letters, digits, the underscore, everything beyond ASCII, and the `@` that makes a name an attribute.
private func isWordByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "@"), 0x80...:
        true
    default: false
    }
}
