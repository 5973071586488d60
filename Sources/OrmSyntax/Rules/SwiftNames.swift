// SPDX-License-Identifier: MIT
// Names as Swift source needs them.

private let keywords: Set<String> = [
    "associatedtype", "class", "deinit", "enum", "extension", "fileprivate", "func", "import",
    "init",
    "inout", "internal", "let", "open", "operator", "private", "precedencegroup", "protocol",
    "public",
    "rethrows", "static", "struct", "subscript", "typealias", "var", "break", "case", "catch",
    "continue", "default", "defer", "do", "else", "fallthrough", "for", "guard", "if", "in",
    "repeat",
    "return", "throw", "switch", "where", "while", "Any", "as", "await", "false", "is", "nil",
    "self",
    "Self", "super", "throws", "true", "try", "Type", "Protocol", "async",
]

/// The identifier, in backticks where it would read as something else or is no plain word.
package func escaped(_ name: String) -> String {
    isPlain(name) ? name : "`\(name)`"
}

/// Whether the name means itself wherever it stands.
package func isPlain(_ name: String) -> Bool {
    name != "_" && !keywords.contains(name) && name.first?.isNumber == false
        && name.allSatisfy { $0 == "_" || $0.isLetter || $0.isNumber }
}

/// The identifier as the label of a parameter, where only three keywords would be misread.
package func label(_ name: String) -> String {
    keywords.contains(name) && !["inout", "let", "var"].contains(name) ? name : escaped(name)
}

/// The identifier as the label of an argument in a call, where only one would be.
package func argumentLabel(_ name: String) -> String {
    keywords.contains(name) && name != "inout" ? name : escaped(name)
}

/// A qualified type name with each part escaped.
package func escapedPath(_ name: String) -> String {
    name.split(separator: ".").map { escaped(String($0)) }.joined(separator: ".")
}
