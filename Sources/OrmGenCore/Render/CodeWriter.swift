// Lines of Swift with indentation. The formatter's rules in miniature: four spaces, a list on one line
// while it fits in 100 columns, else one item a line.
// SPDX-License-Identifier: MIT

struct CodeWriter {
    static let width = 100

    private(set) var text = ""
    private var depth = 0

    mutating func line(_ content: String = "") {
        if !content.isEmpty { text += String(repeating: "    ", count: depth) + content }
        text += "\n"
    }

    mutating func lines(_ contents: [String]) {
        for content in contents { line(content) }
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

    /// `opening(items)ending`, broken after the parenthesis or at every item when it is too long.
    mutating func list(_ opening: String, _ items: [String], _ ending: String) {
        let joined = items.joined(separator: ", ")
        if fits(opening + joined + ending) { return line(opening + joined + ending) }
        line(opening)
        indented { writer in
            if writer.fits(joined) { return writer.line(joined) }
            for (index, item) in items.enumerated() {
                writer.line(index + 1 < items.count ? item + "," : item)
            }
        }
        line(ending)
    }

    private func fits(_ content: String) -> Bool {
        depth * 4 + content.utf8.count <= Self.width
    }
}
