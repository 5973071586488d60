// SPDX-License-Identifier: MIT
// Lines of Swift with indentation. The formatter's rules in miniature: four spaces, a list on one line
// while it fits, else as many of its items a line as fit. Generated lines may be wider than written ones: every name in
// them has its module.

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

    /// Before a declaration that uses something deprecated, so that its use there is no warning.
    mutating func markDeprecated(_ isDeprecated: Bool) {
        if isDeprecated { line("@available(*, deprecated)") }
    }

    /// `opening {`, the body indented, `}`.
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

    /// `opening(items)ending`, the items on lines of their own when all is too long for one.
    mutating func list(_ opening: String, _ items: [String], _ ending: String) {
        let whole = opening + items.joined(separator: ", ") + ending
        if fits(whole) { return line(whole) }
        line(opening)
        indented { $0.fill(items) }
        line(ending)
    }

    /// The items with commas between, as many a line as fit.
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
