// SPDX-License-Identifier: MIT
// Documentation comments, which are copied to generated code.
import SwiftSyntax

/// Returns the lines of the documentation comment directly before a declaration, without comment
/// markers.
func documentation(of node: some SyntaxProtocol) -> [String] {
    var lines: [String] = []
    for piece in node.leadingTrivia {
        switch piece {
        case .docLineComment(let text): lines.append(line(of: text))
        case .docBlockComment(let text): lines += block(of: text)
        default: break
        }
    }
    return lines
}

private func line(of comment: String) -> String {
    let text = comment.dropFirst(3)
    return trimmedEnd(text.hasPrefix(" ") ? text.dropFirst() : text)
}

/// Parses `/** … */` over one or more lines, each with an optional leading asterisk.
private func block(of comment: String) -> [String] {
    let body = comment.dropFirst(3).dropLast(comment.hasSuffix("*/") ? 2 : 0)
    var lines = body.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).map {
        var text = $0.drop { $0 == " " || $0 == "\t" }
        if text.hasPrefix("*") {
            text = text.dropFirst()
            if text.hasPrefix(" ") { text = text.dropFirst() }
        }
        return trimmedEnd(text)
    }
    while lines.first?.isEmpty == true { lines.removeFirst() }
    while lines.last?.isEmpty == true { lines.removeLast() }
    return lines
}

private func trimmedEnd(_ text: Substring) -> String {
    var text = text
    while let last = text.last, last.isWhitespace { text.removeLast() }
    return String(text)
}
