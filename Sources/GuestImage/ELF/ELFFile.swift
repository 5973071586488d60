// SPDX-License-Identifier: MIT
// A linked program in the ELF format (System V ABI, generic part, chapters 4 and 5; x86-64
// supplement), as far as an image needs it: header, segments, symbols. Everything is checked when
// read, so all ranges of an `ELFFile` are inside the file. An invalid file throws an `ELFError` and
// never traps.

/// A parsed program file.
public struct ELFFile: Sendable {
    /// A segment, which is loaded or describes one that is (`Elf64_Phdr`).
    public struct Segment: Equatable, Sendable {
        /// `PT_LOAD` 1, `PT_NOTE` 4, and others.
        public let type: UInt32
        /// Executable 1, writable 2, readable 4.
        public let flags: UInt32
        /// The range in the file.
        public let contents: Range<Int>
        /// The virtual address.
        public let address: UInt64
        /// The physical address.
        public let physicalAddress: UInt64
        /// The size in memory. Bytes beyond the file's are zero.
        public let memorySize: UInt64

        /// Whether the segment is loaded.
        public var isLoaded: Bool { type == 1 }
        /// Whether it is a note.
        public var isNote: Bool { type == 4 }
        /// Whether the segment is executable.
        public var isExecutable: Bool { flags & 1 != 0 }
        /// Whether the segment is writable.
        public var isWritable: Bool { flags & 2 != 0 }
        /// The first address after the segment.
        public var end: UInt64 { address + memorySize }
    }

    /// A symbol (`Elf64_Sym`).
    public struct Symbol: Equatable, Sendable {
        /// The linker's name.
        public let name: String
        /// The address.
        public let address: UInt64
        /// The size in bytes; 0 if unknown.
        public let size: UInt64
        /// `STT_NOTYPE` 0, `STT_OBJECT` 1, `STT_FUNC` 2, and others.
        public let type: UInt8
        /// The section index: 0 if undefined, at least 0xff00 if the address is in no section.
        public let section: UInt16
    }

    /// All bytes of the file.
    public let bytes: [UInt8]
    /// The address of the first instruction.
    public let entry: UInt64
    /// The segments in file order.
    public let segments: [Segment]
    /// The symbols in file order; empty if the file is stripped.
    public let symbols: [Symbol]

    static let headerSize: UInt64 = 64
    static let segmentHeaderSize: UInt64 = 56
    private static let sectionHeaderSize: UInt64 = 64
    private static let symbolSize: UInt64 = 24

    /// Parses a 64-bit program for x86-64 and checks that all its parts are within the file.
    ///
    /// - Throws: ``ELFError`` with what is wrong and where.
    public init(_ bytes: [UInt8]) throws(ELFError) {
        let file = ELFBytes(bytes: bytes)
        try Self.checkIdentification(file)
        self.bytes = bytes
        entry = try file.number(UInt64.self, at: 24, "e_entry")
        segments = try Self.segments(file)
        symbols = try Self.symbols(file)
    }

    private static func checkIdentification(_ file: ELFBytes) throws(ELFError) {
        guard file.bytes.starts(with: [0x7f, 0x45, 0x4c, 0x46]) else {
            throw ELFError(fault: .notELF, offset: 0, part: "e_ident")
        }
        _ = try file.range(0, headerSize, "header")
        // 64 bits, little-endian; ET_EXEC; EM_X86_64.
        let type = try file.number(UInt16.self, at: 16, "e_type")
        let machine = try file.number(UInt16.self, at: 18, "e_machine")
        guard file.bytes[4] == 2, file.bytes[5] == 1, type == 2, machine == 62 else {
            throw ELFError(fault: .notAProgram, offset: 4, part: "e_ident, e_type, e_machine")
        }
    }

    // MARK: Segments

    private static func segments(_ file: ELFBytes) throws(ELFError) -> [Segment] {
        let table = try file.number(UInt64.self, at: 32, "e_phoff")
        let count = try UInt64(file.number(UInt16.self, at: 56, "e_phnum"))
        guard count > 0 else { return [] }
        let size = try UInt64(file.number(UInt16.self, at: 54, "e_phentsize"))
        guard size == segmentHeaderSize else {
            throw ELFError(fault: .entrySize(size), offset: 54, part: "e_phentsize")
        }
        let start = try file.range(table, count * size, "program header table").lowerBound
        var segments: [Segment] = []
        for index in 0..<count {
            segments.append(try segment(file, at: UInt64(start) + index * size))
        }
        return segments
    }

    private static func segment(_ file: ELFBytes, at offset: UInt64) throws(ELFError) -> Segment {
        let fileSize = try file.number(UInt64.self, at: offset + 32, "p_filesz")
        let memorySize = try file.number(UInt64.self, at: offset + 40, "p_memsz")
        let address = try file.number(UInt64.self, at: offset + 16, "p_vaddr")
        let physicalAddress = try file.number(UInt64.self, at: offset + 24, "p_paddr")
        let type = try file.number(UInt32.self, at: offset, "p_type")
        guard type != 1 || fileSize <= memorySize,
            !address.addingReportingOverflow(memorySize).overflow,
            !physicalAddress.addingReportingOverflow(memorySize).overflow
        else {
            throw ELFError(fault: .range, offset: offset, part: "program header")
        }
        return Segment(
            type: type,
            flags: try file.number(UInt32.self, at: offset + 4, "p_flags"),
            contents: try file.range(
                file.number(UInt64.self, at: offset + 8, "p_offset"), fileSize, "segment"),
            address: address, physicalAddress: physicalAddress, memorySize: memorySize)
    }

    // MARK: Symbols

    private static func symbols(_ file: ELFBytes) throws(ELFError) -> [Symbol] {
        let table = try file.number(UInt64.self, at: 40, "e_shoff")
        let count = try UInt64(file.number(UInt16.self, at: 60, "e_shnum"))
        guard count > 0 else { return [] }
        let size = try UInt64(file.number(UInt16.self, at: 58, "e_shentsize"))
        guard size == sectionHeaderSize else {
            throw ELFError(fault: .entrySize(size), offset: 58, part: "e_shentsize")
        }
        _ = try file.range(table, count * size, "section header table")
        for index in 0..<count {
            let header = table + index * size
            let type = try file.number(UInt32.self, at: header + 4, "sh_type")
            guard type == 2 else { continue }  // SHT_SYMTAB, of which there is at most one
            let names = try UInt64(file.number(UInt32.self, at: header + 40, "sh_link"))
            guard names < count else {
                throw ELFError(fault: .index(names), offset: header + 40, part: "sh_link")
            }
            let entry = try file.number(UInt64.self, at: header + 56, "sh_entsize")
            guard entry == symbolSize else {
                throw ELFError(fault: .entrySize(entry), offset: header + 56, part: "sh_entsize")
            }
            return try symbols(
                file, section(file, header, "symbol table"),
                section(file, table + names * size, "string table"))
        }
        return []
    }

    private static func section(
        _ file: ELFBytes, _ header: UInt64, _ part: String
    ) throws(ELFError) -> Range<Int> {
        let offset = try file.number(UInt64.self, at: header + 24, "sh_offset")
        return try file.range(offset, file.number(UInt64.self, at: header + 32, "sh_size"), part)
    }

    private static func symbols(
        _ file: ELFBytes, _ table: Range<Int>, _ names: Range<Int>
    ) throws(ELFError) -> [Symbol] {
        var symbols: [Symbol] = []
        let count = UInt64(table.count) / symbolSize
        symbols.reserveCapacity(Int(count))
        for index in 0..<count {
            let offset = UInt64(table.lowerBound) + index * symbolSize
            let name = try UInt64(file.number(UInt32.self, at: offset, "st_name"))
            symbols.append(
                Symbol(
                    name: name == 0 ? "" : try file.text(at: name, in: names, "symbol name"),
                    address: try file.number(UInt64.self, at: offset + 8, "st_value"),
                    size: try file.number(UInt64.self, at: offset + 16, "st_size"),
                    type: try file.number(UInt8.self, at: offset + 4, "st_info") & 15,
                    section: try file.number(UInt16.self, at: offset + 6, "st_shndx")))
        }
        return symbols
    }
}
