// SPDX-License-Identifier: MIT
// Scans a file without parsing it: which words it has, and how it imports the runtime.
import OrmSyntax

struct ScannedFile: Sendable {
    let source: SourceFile
    /// Every word, attributes with their `@`. Words in comments and strings are included: parsing
    /// too many files costs time, parsing too few would be wrong.
    private(set) var words: Set<String> = []
    /// Whether an import of the runtime has an access level: `internal import OrmRuntime`.
    private(set) var importsExplicitly = false

    init(_ source: SourceFile) {
        self.source = source
        var last = ("", "")
        for bytes in source.text.utf8.split(whereSeparator: { !isWordByte($0) }) {
            let word = String(Substring(bytes))
            if word == OrmAttribute.module, last.1 == "import", accessLevels.contains(last.0) {
                importsExplicitly = true
            }
            last = (last.1, word)
            words.insert(word)
        }
    }
}

private let accessLevels: Set<String> = [
    "public", "package", "internal", "fileprivate", "private",
]

/// Letters, digits, the underscore, non-ASCII bytes, and the `@` of an attribute.
private func isWordByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "@"), 0x80...:
        true
    default: false
    }
}
