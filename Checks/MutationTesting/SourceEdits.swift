// SPDX-License-Identifier: MIT
// Changes of one source, as replacements of ranges of its bytes.

/// A replacement of bytes of a source.
struct Edit: Equatable {
    /// In bytes of UTF-8 from the beginning.
    var range: Range<Int>
    var text: String
    /// The mutant it belongs to.
    var mutant: String
}

enum SourceEdits {
    /// Where the lines of a change stand in a source: once, each but the first after any number of spaces.
    ///
    /// - Returns: the range of bytes; nil when they stand nowhere, or more than once.
    static func range(of lines: [String], in source: [UInt8]) -> Range<Int>? {
        let patterns = lines.map { Array($0.utf8) }
        var found: Range<Int>?
        for start in source.indices {
            guard let end = match(patterns, in: source, at: start) else { continue }
            guard found == nil else { return nil }
            found = start..<end
        }
        return found
    }

    /// The end of the lines, if they stand at this byte.
    private static func match(_ lines: [[UInt8]], in source: [UInt8], at start: Int) -> Int? {
        var at = start
        for (index, line) in lines.enumerated() {
            if index > 0 {
                guard at < source.count, source[at] == UInt8(ascii: "\n") else { return nil }
                at += 1
                while at < source.count, source[at] == UInt8(ascii: " ") { at += 1 }
            }
            guard source.count - at >= line.count,
                source[at..<(at + line.count)].elementsEqual(line)
            else { return nil }
            at += line.count
        }
        return at
    }

    /// The source with all edits made.
    ///
    /// - Returns: nil and the names of two mutants when their ranges overlap.
    static func apply(_ edits: [Edit], to source: [UInt8]) -> Result<[UInt8], Overlap> {
        var result: [UInt8] = []
        var at = 0
        var last: Edit?
        for edit in edits.sorted(by: { $0.range.lowerBound < $1.range.lowerBound }) {
            if let last, edit.range.lowerBound < last.range.upperBound {
                return .failure(Overlap(first: last.mutant, second: edit.mutant))
            }
            result += source[at..<edit.range.lowerBound]
            result += Array(edit.text.utf8)
            at = edit.range.upperBound
            last = edit
        }
        return .success(result + source[at...])
    }

    struct Overlap: Error, Equatable {
        var first: String
        var second: String
    }
}
