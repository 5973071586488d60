// SPDX-License-Identifier: MIT
// The function names that an image carries for backtraces. Guest/SymbolTable.swift reads this
// format. All numbers are little-endian: u32 magic, u32 count, count times { u32 address, u32
// offset of the name from the start of the table } by ascending address, then the names, each
// terminated by a zero.

/// A table that maps an address to its function.
public struct SymbolTable: Equatable, Sendable {
    static let magic: UInt32 = 0x4d59_534d  // "MSYM"

    /// A function.
    public struct Entry: Equatable, Sendable {
        /// The address of its first instruction.
        public let address: UInt32
        /// The readable name.
        public let name: String

        /// Creates the entry of a function.
        public init(address: UInt32, name: String) {
            self.address = address
            self.name = name
        }
    }

    /// By ascending address, one entry per address.
    public let entries: [Entry]

    /// The name of all code that the linker takes out of several functions (LLVM's machine
    /// outliner). Guest/Backtrace.swift knows it by its first letter, which no other name has.
    static let outlined = "<outlined>"

    /// Whether the linker's name is that of such code.
    static func isOutlined(_ name: String) -> Bool { name.hasPrefix("OUTLINED_FUNCTION_") }

    /// Sorts the entries. The linker merges functions with the same code. Of several entries for
    /// one address, the shortest name is kept, because it is the least specialised.
    public init(_ entries: [Entry]) {
        var best: [UInt32: String] = [:]
        for entry in entries {
            let name = entry.name.filter { $0 != "\0" }
            guard let present = best[entry.address] else {
                best[entry.address] = name
                continue
            }
            if (name.utf8.count, name) < (present.utf8.count, present) {
                best[entry.address] = name
            }
        }
        var entries: [Entry] = []
        for (address, name) in best.sorted(by: { $0.key < $1.key })
        // Thousands of pieces of a few bytes, one behind the other: the first stands for all.
        where name != Self.outlined || entries.last?.name != name {
            entries.append(Entry(address: address, name: name))
        }
        self.entries = entries
    }

    /// Creates the table of a linked program's functions. `readable` maps the linker's names.
    init(of file: ELFFile, readable: [String: String]) {
        let code = file.segments.filter { $0.isLoaded && $0.isExecutable }
        self.init(
            file.symbols.compactMap { symbol in
                guard symbol.section != 0, symbol.section < 0xff00,
                    symbol.type == 0 || symbol.type == 2,
                    !symbol.name.isEmpty, !symbol.name.hasPrefix("__mirage_image_"),
                    code.contains(where: { $0.address <= symbol.address && symbol.address < $0.end }
                    ),
                    let address = UInt32(exactly: symbol.address)
                else { return nil }
                if Self.isOutlined(symbol.name) {
                    return Entry(address: address, name: Self.outlined)
                }
                return Entry(address: address, name: readable[symbol.name] ?? symbol.name)
            })
    }

    /// The table's bytes in the image.
    public var bytes: [UInt8] {
        var header: [UInt32] = [Self.magic, UInt32(entries.count)]
        var names: [UInt8] = []
        let start = 8 + 8 * entries.count
        for entry in entries {
            header += [entry.address, UInt32(start + names.count)]
            names += entry.name.utf8
            names.append(0)
        }
        return header.flatMap { littleEndian($0) } + names
    }
}

/// Returns the bytes of a number, lowest first.
func littleEndian<Number: FixedWidthInteger>(_ number: Number) -> [UInt8] {
    (0..<MemoryLayout<Number>.size).map { UInt8(truncatingIfNeeded: number >> (8 * $0)) }
}
