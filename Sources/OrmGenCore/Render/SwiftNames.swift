// Names as Swift source needs them.
// SPDX-License-Identifier: MIT

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
    "Self", "super", "throws", "true", "try", "Type", "Protocol",
]

/// The identifier, in backticks where it would read as a keyword.
func escaped(_ name: String) -> String {
    keywords.contains(name) ? "`\(name)`" : name
}

/// The identifier as the label of a parameter, where only three keywords would be misread.
func label(_ name: String) -> String {
    ["inout", "let", "var"].contains(name) ? "`\(name)`" : name
}

/// The identifier as the label of an argument in a call, where only one would be.
func argumentLabel(_ name: String) -> String {
    name == "inout" ? "`inout`" : name
}

/// A qualified type name with each part escaped.
func escapedPath(_ name: String) -> String {
    name.split(separator: ".").map { escaped(String($0)) }.joined(separator: ".")
}

/// A string literal that needs no escapes for quotes or backslashes as long as `#` does not follow one.
func rawLiteral(_ text: String) -> String {
    var hashes = "#"
    while text.contains("\"" + hashes) || text.contains("\\" + hashes) { hashes += "#" }
    return "\(hashes)\"\(text)\"\(hashes)"
}

/// A plain string literal, for names.
func literal(_ text: String) -> String {
    text.contains { $0 == "\"" || $0 == "\\" } ? rawLiteral(text) : "\"\(text)\""
}
