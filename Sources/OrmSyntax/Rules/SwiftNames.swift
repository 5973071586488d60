// SPDX-License-Identifier: MIT
// Names as Swift source spells them.

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

/// Returns the identifier, in backticks if it needs them.
package func escaped(_ name: String) -> String {
    isPlain(name) ? name : "`\(name)`"
}

/// Whether the name needs no backticks in any position.
package func isPlain(_ name: String) -> Bool {
    name != "_" && !keywords.contains(name) && name.first?.isNumber == false
        && name.allSatisfy { $0 == "_" || $0.isLetter || $0.isNumber }
}

/// Returns the identifier as a parameter label, where only three keywords need backticks.
package func label(_ name: String) -> String {
    keywords.contains(name) && !["inout", "let", "var"].contains(name) ? name : escaped(name)
}

/// Returns the identifier as an argument label in a call, where only one keyword needs them.
package func argumentLabel(_ name: String) -> String {
    keywords.contains(name) && name != "inout" ? name : escaped(name)
}

/// Returns a qualified type name with each part escaped.
package func escapedPath(_ name: String) -> String {
    name.split(separator: ".").map { escaped(String($0)) }.joined(separator: ".")
}
