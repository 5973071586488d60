// SPDX-License-Identifier: MIT
// The link map, which accounts for every byte of a program (ld.lld -Map). It has one line each for
// the program's sections, an object file's contributions to them, and their symbols, distinguished
// by indentation:
//
//          100020           100020     66ad    16 .text
//          100020           100020       96     1         /…/CBoot.build/boot.S.o:(.text.boot)
//          100020           100020        0     1                 mirage_start32
//
// Other lines are the linker script's assignments and are ignored.

import Foundation

/// An object file's contribution to a section, and its symbols.
struct LinkMapPiece: Equatable {
    struct Symbol: Equatable {
        let name: String
        let size: UInt64
    }

    /// The program's section, such as `.text`.
    let section: String
    /// The object file, as given to the linker.
    let object: String
    /// The object file's section.
    let name: String
    let size: UInt64
    var symbols: [Symbol] = []
}

struct LinkMap: Equatable {
    /// The pieces by ascending address.
    let pieces: [LinkMapPiece]
    /// The size in bytes of each program section in memory.
    let sections: [String: UInt64]

    /// Parses the link map.
    ///
    /// - Throws: if the text is not a link map.
    init(_ text: String) throws(GuestImageError) {
        let lines = text.split(whereSeparator: \.isNewline)
        guard let heading = lines.first,
            heading.split(separator: " ").starts(with: ["VMA", "LMA", "Size"])
        else {
            throw GuestImageError("the link map does not begin as ld.lld's do")
        }
        var sections: [String: UInt64] = [:]
        var pieces: [LinkMapPiece] = []
        var section: String?
        for line in lines.dropFirst() {
            guard let line = Line(line) else { continue }
            switch line.indentation {
            case 0 where line.name.hasPrefix(".") && !line.name.contains(" "):
                // Sections that are not in memory, mainly debug information, have no address.
                section = line.address > 0 ? line.name : nil
                if let section { sections[section] = line.size }
            case 8:
                guard let section, let mark = line.name.range(of: ":(", options: .backwards),
                    line.name.hasSuffix(")")
                else { continue }
                pieces.append(
                    LinkMapPiece(
                        section: section, object: String(line.name[..<mark.lowerBound]),
                        name: String(line.name[mark.upperBound...].dropLast()), size: line.size))
            case 16:
                guard section != nil, !pieces.isEmpty else { continue }
                pieces[pieces.count - 1].symbols.append(.init(name: line.name, size: line.size))
            default: continue
            }
        }
        self.pieces = pieces
        self.sections = sections
    }

    private struct Line {
        let address: UInt64
        let size: UInt64
        let indentation: Int
        let name: String

        init?(_ line: Substring) {
            var rest = line
            var numbers: [Substring] = []
            for _ in 0..<4 {
                rest = rest.drop { $0 == " " }
                numbers.append(rest.prefix { $0 != " " })
                rest = rest.dropFirst(numbers[numbers.count - 1].count)
            }
            guard let address = UInt64(numbers[0], radix: 16),
                let size = UInt64(numbers[2], radix: 16),
                rest.first == " "
            else { return nil }
            self.address = address
            self.size = size
            rest = rest.dropFirst()
            let name = rest.drop { $0 == " " }
            indentation = rest.count - name.count
            self.name = String(name)
        }
    }
}
