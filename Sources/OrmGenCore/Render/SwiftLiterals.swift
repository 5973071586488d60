// SPDX-License-Identifier: MIT
// Text as Swift literals.

/// Returns a raw string literal, with as many `#` as its quotes and backslashes need.
func rawLiteral(_ text: String) -> String {
    var hashes = "#"
    while text.contains("\"" + hashes) || text.contains("\\" + hashes) { hashes += "#" }
    return "\(hashes)\"\(text)\"\(hashes)"
}

/// Returns a string literal.
func literal(_ text: String) -> String {
    let isPlain = text.unicodeScalars.allSatisfy { $0 != "\"" && $0 != "\\" && $0.value >= 32 }
    if isPlain { return "\"\(text)\"" }
    let scalars = text.unicodeScalars.map { scalar in
        switch scalar {
        case "\"", "\\": "\\\(scalar)"
        case _ where scalar.value < 32: "\\u{\(String(scalar.value, radix: 16))}"
        default: String(scalar)
        }
    }
    return "\"\(scalars.joined())\""
}
