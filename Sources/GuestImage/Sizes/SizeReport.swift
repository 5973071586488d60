// SPDX-License-Identifier: MIT
// Where an image's bytes come from: by part of memory, module and symbol, largest first. A module
// is that of the object file. Swift's object files are merged before the link map is written (they
// are compiled at link time). A Swift function's module is therefore the first in its linker name:
// that of its type, wherever it was specialised. Inlined code counts as the caller's.

import Foundation

/// The sizes of a program.
struct SizeReport {
    /// The purpose of a part of a program.
    enum Part: String, CaseIterable {
        case code, constants, data, zeroed

        init(section: String) {
            switch section {
            case ".text": self = .code
            case ".data": self = .data
            case ".bss": self = .zeroed
            default: self = .constants
            }
        }
    }

    struct Row: Equatable {
        let name: String
        let module: String
        let part: Part
        let size: UInt64
    }

    /// Sizes by part of memory.
    let totals: [Part: UInt64]
    /// Sizes by module and part.
    let modules: [String: [Part: UInt64]]
    /// The contents of memory, largest first.
    let rows: [Row]

    /// Bytes between pieces, and those that the linker script reserves (the stacks).
    static let gaps = "(stacks, alignment)"

    init(_ map: LinkMap, readable: [String: String]) {
        var totals: [Part: UInt64] = [:]
        for (section, size) in map.sections { totals[Part(section: section), default: 0] += size }
        var modules: [String: [Part: UInt64]] = [:]
        var rows: [Row] = []
        for piece in map.pieces where piece.size > 0 {
            rows += Self.rows(of: piece, readable)
        }
        let outlined = rows.filter { $0.module == Self.outlined }
        if !outlined.isEmpty {
            // Of no interest one by one.
            rows.removeAll { $0.module == Self.outlined }
            rows.append(
                Row(
                    name: "\(outlined.count) functions", module: Self.outlined, part: .code,
                    size: outlined.reduce(0) { $0 + $1.size }))
        }
        for row in rows { modules[row.module, default: [:]][row.part, default: 0] += row.size }
        for (part, total) in totals {
            let known = modules.values.reduce(0) { $0 + ($1[part] ?? 0) }
            if total > known { modules[Self.gaps, default: [:]][part] = total - known }
        }
        self.totals = totals
        self.modules = modules
        self.rows = rows.sorted { ($1.size, $0.name, $0.module) < ($0.size, $1.name, $1.module) }
    }

    /// Returns the symbols with a known size, or otherwise the piece itself.
    private static func rows(of piece: LinkMapPiece, _ readable: [String: String]) -> [Row] {
        let part = Part(section: piece.section)
        let sized = piece.symbols.filter { $0.size > 0 }
        guard !sized.isEmpty else {
            let symbol = piece.symbols.first?.name
            let name = symbol.map { readable[$0] ?? $0 } ?? "(\(piece.name))"
            return [
                Row(
                    name: name, module: module(of: piece.object, symbol: symbol ?? ""), part: part,
                    size: piece.size)
            ]
        }
        return sized.map {
            Row(
                name: readable[$0.name] ?? $0.name,
                module: module(of: piece.object, symbol: $0.name), part: part, size: $0.size)
        }
    }

    /// Swift functions with a C name, and constants without a name.
    static let unnamed = "(Swift, C names)"
    /// Code that the linker took out of several functions, of any module.
    static let outlined = "(outlined)"

    static func module(of object: String, symbol: String) -> String {
        guard object.hasSuffix(".lto.o") else { return module(of: object) }
        if SymbolTable.isOutlined(symbol) { return outlined }
        guard symbol.hasPrefix("$e") || symbol.hasPrefix("$s") else { return unnamed }
        let rest = symbol.dropFirst(2)
        let digits = rest.prefix { $0.isNumber }
        // Standard library names are abbreviated: s, Sa, SS and so on.
        guard let count = Int(digits) else { return "Swift" }
        return String(rest.dropFirst(digits.count).prefix(count))
    }

    /// Returns `Guest` for `/…/Guest.build/Boot.swift.o`, `swift_Concurrency` for
    /// `/…/libswift_Concurrency.a(Actor.cpp.o)`.
    static func module(of object: String) -> String {
        let components = object.split(separator: "/")
        if let folder = components.dropLast().last(where: {
            $0.hasSuffix(".build") && $0 != ".build"
        }) {
            return String(folder.dropLast(".build".count))
        }
        let file = components.last ?? "?"
        guard let end = file.range(of: ".a(")?.lowerBound else {
            return file == "<internal>" ? "(linker)" : String(file)
        }
        let archive = file[..<end]
        return String(archive.hasPrefix("lib") ? archive.dropFirst(3) : archive)
    }

    // MARK: Text

    /// Returns the report as text, one table per heading.
    func text(heading: String) -> String {
        var lines = [heading, "", Self.line(["bytes"], "part")]
        for part in Part.allCases {
            let note = part == .zeroed ? "zeroed (not in the file)" : part.rawValue
            lines.append(Self.line([totals[part] ?? 0].map(String.init), note))
        }
        lines += ["", Self.line(["in file"] + Part.allCases.map(\.rawValue), "module")]
        for (name, parts) in modules.sorted(by: {
            (Self.inFile($1.value), $0.key) < (Self.inFile($0.value), $1.key)
        }) {
            let sizes = [Self.inFile(parts)] + Part.allCases.map { parts[$0] ?? 0 }
            lines.append(Self.line(sizes.map(String.init), name))
        }
        lines += ["", Self.line(["bytes", "part"], "module: symbol")]
        for row in rows {
            lines.append(
                Self.line([String(row.size), row.part.rawValue], "\(row.module): \(row.name)"))
        }
        return lines.joined(separator: "\n") + "\n"
    }

    private static func inFile(_ parts: [Part: UInt64]) -> UInt64 {
        parts.reduce(0) { $1.key == .zeroed ? $0 : $0 + $1.value }
    }

    private static func line(_ columns: [String], _ last: String) -> String {
        columns.map { String(repeating: " ", count: max(0, 9 - $0.count)) + $0 + "  " }.joined()
            + last
    }
}
