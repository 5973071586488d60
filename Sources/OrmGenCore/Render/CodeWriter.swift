// SPDX-License-Identifier: MIT
// Writes lines of Swift with indentation, in a simplified form of the formatter's rules: four
// spaces, a list on one line if it fits, otherwise as many items per line as fit. Generated lines
// may be wider than written ones, because every name has its module.

struct CodeWriter {
    static let width = 140

    private(set) var text = ""
    private var depth = 0

    mutating func line(_ content: String = "") {
        if !content.isEmpty { text += String(repeating: "    ", count: depth) + content }
        text += "\n"
    }

    mutating func lines(_ contents: [String]) {
        for content in contents { line(content) }
    }

    /// Marks a declaration that uses something deprecated, so that the use causes no warning.
    mutating func markDeprecated(_ isDeprecated: Bool) {
        if isDeprecated { line("@available(*, deprecated)") }
    }

    /// Writes `opening {`, the indented body, `}`.
    mutating func block(_ opening: String, _ body: (inout CodeWriter) -> Void) {
        line(opening + " {")
        indented(body)
        line("}")
    }

    mutating func indented(_ body: (inout CodeWriter) -> Void) {
        depth += 1
        body(&self)
        depth -= 1
    }

    /// Writes `opening(items)ending`, with the items on lines of their own if one line is too
    /// short.
    mutating func list(_ opening: String, _ items: [String], _ ending: String) {
        let whole = opening + items.joined(separator: ", ") + ending
        if fits(whole) { return line(whole) }
        line(opening)
        indented { $0.fill(items) }
        line(ending)
    }

    /// Writes the items separated by commas, as many per line as fit.
    private mutating func fill(_ items: [String]) {
        var row = ""
        for (index, item) in items.enumerated() {
            let piece = index + 1 < items.count ? item + "," : item
            if row.isEmpty {
                row = piece
            } else if fits(row + " " + piece) {
                row += " " + piece
            } else {
                line(row)
                row = piece
            }
        }
        if !row.isEmpty { line(row) }
    }

    private func fits(_ content: String) -> Bool {
        depth * 4 + content.utf8.count <= Self.width
    }
}
