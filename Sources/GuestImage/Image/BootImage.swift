// SPDX-License-Identifier: MIT
// The file that Xen boots: a linked program without the parts that only linkers and debuggers read.
// Loaders use the program headers, so only these and the segments are kept, packed one after the
// other. Trailing zeros of a segment are omitted, since a loader fills the memory beyond the file's
// bytes with zeros (ELF, p_memsz). A symbol table is an additional segment, on the first page after
// the program's memory, and its address is written into the program.

/// Checks and writes images.
struct BootImage {
    private let file: ELFFile
    /// The segments that are loaded or describe one that is.
    private let segments: [ELFFile.Segment]

    private static let pageSize: UInt64 = 4096
    /// File offsets are multiples of this, so that they are congruent with addresses, as ELF
    /// requires.
    private static let alignment = 16
    /// The program's variable for the address of its symbol table (CBoot/image.c).
    private static let tableSymbol = "mirage_symbol_table"
    /// Xen and QEMU enter PVH guests in 32-bit mode, so all of the image is below 4 GB.
    private static let memoryEnd: UInt64 = 1 << 32

    /// Checks that Xen can boot the program.
    init(_ file: ELFFile) throws(GuestImageError) {
        self.file = file
        segments = file.segments.filter { $0.isLoaded || $0.isNote }
        try checkMemory()
        guard let entry = startAddress else {
            throw GuestImageError(
                "it has no Xen note (XEN_ELFNOTE_PHYS32_ENTRY), so Xen would not boot it;"
                    + " does the program depend on the product 'Guest'?")
        }
        guard loaded.contains(where: { $0.isExecutable && $0.address <= entry && entry < $0.end })
        else {
            throw GuestImageError(
                "its Xen note says to start at \(hexadecimal(entry)), where no code is")
        }
    }

    private var loaded: [ELFFile.Segment] { segments.filter(\.isLoaded) }

    private func checkMemory() throws(GuestImageError) {
        var end: UInt64 = 0
        for segment in loaded {
            let place = hexadecimal(segment.address)
            guard !(segment.isWritable && segment.isExecutable) else {
                throw GuestImageError("the segment at \(place) is both writable and executable")
            }
            guard segment.address == segment.physicalAddress, segment.end <= Self.memoryEnd else {
                throw GuestImageError(
                    "the segment at \(place) is not loaded where it runs, below 4 GB")
            }
            guard segment.address >= end else {
                throw GuestImageError(
                    "the segment at \(place) begins before the end of the one before it")
            }
            end = segment.end
        }
    }

    /// The address in the Xen note (xen/elfnote.h: owner "Xen", type 18), of 4 or 8 bytes.
    private var startAddress: UInt64? {
        for segment in segments where segment.isNote {
            var rest = file.bytes[segment.contents]
            while rest.count >= 12 {
                let words = (0..<3).map { number(rest.dropFirst(4 * $0).prefix(4)) }
                rest = rest.dropFirst(12)
                let (name, value) = (words[0], words[1])
                guard name + 3 <= UInt64(rest.count), value + 3 < 1 << 32 else { break }
                let owner = rest.prefix(Int(name))
                rest = rest.dropFirst(Int(name + 3) & ~3)
                let content = rest.prefix(Int(value))
                guard content.count == Int(value) else { break }
                if words[2] == 18, Array(owner) == Array("Xen\0".utf8), value == 4 || value == 8 {
                    return number(content)
                }
                rest = rest.dropFirst(Int(value + 3) & ~3)
            }
        }
        return nil
    }

    /// The file offsets of the variable for the symbol table's address; nil if the program has
    /// none.
    private var tablePlace: Range<Int>? {
        guard let symbol = file.symbols.first(where: { $0.name == Self.tableSymbol }),
            symbol.size == 16,
            let segment = loaded.first(where: {
                $0.isWritable && $0.address <= symbol.address && symbol.address < $0.end
            })
        else { return nil }
        let offset = symbol.address - segment.address
        guard offset + 16 <= UInt64(segment.contents.count) else { return nil }
        let start = segment.contents.lowerBound + Int(offset)
        let place = start..<start + 16
        return segments.contains { $0.isNote && $0.contents.overlaps(place) } ? nil : place
    }

    /// Returns the first page after the program, or nil if the table does not fit below 4 GB.
    private func tableAddress(byteCount: Int) -> UInt64? {
        guard byteCount > 0, let last = loaded.last else { return nil }
        let address = (last.end + Self.pageSize - 1) & ~(Self.pageSize - 1)
        return address + UInt64(byteCount) <= Self.memoryEnd ? address : nil
    }

    /// The memory size of the image in bytes, without symbols.
    var memorySize: UInt64 { (loaded.last?.end ?? 0) - (loaded.first?.address ?? 0) }

    /// Returns the image's bytes, with `symbols` if given and if the program has a variable for
    /// them.
    func bytes(_ symbols: SymbolTable?) -> [UInt8] {
        var contents = file.bytes
        var parts = segments.map { Part($0) }
        let table = symbols?.bytes ?? []
        if let address = tableAddress(byteCount: table.count), let place = tablePlace {
            contents.replaceSubrange(
                place, with: littleEndian(address) + littleEndian(UInt64(table.count)))
            let start = contents.count
            contents += table
            let segment = ELFFile.Segment(
                type: 1, flags: 4, contents: start..<contents.count, address: address,
                physicalAddress: address, memorySize: UInt64(table.count))
            parts.append(Part(segment))
        }
        return Self.pack(&parts, contents, entry: file.entry)
    }

    private struct Part {
        let segment: ELFFile.Segment
        var offset = 0
        var size = 0

        init(_ segment: ELFFile.Segment) { self.segment = segment }
    }

    private static func pack(_ parts: inout [Part], _ contents: [UInt8], entry: UInt64) -> [UInt8] {
        let tableSize = Int(ELFFile.segmentHeaderSize) * parts.count
        var body: [UInt8] = []
        let start = Int(ELFFile.headerSize) + tableSize
        for index in parts.indices where parts[index].segment.isLoaded {
            let segment = parts[index].segment
            let used = contents[segment.contents].lastIndex { $0 != 0 }.map { $0 + 1 }
            let kept = segment.contents.lowerBound..<(used ?? segment.contents.lowerBound)
            // Offset and address are congruent modulo the alignment.
            let remainder = Int(segment.address % UInt64(alignment))
            while (start + body.count) % alignment != remainder { body.append(0) }
            parts[index].offset = start + body.count
            parts[index].size = kept.count
            body += contents[kept]
        }
        for index in parts.indices where !parts[index].segment.isLoaded {
            locate(&parts, index, contents, start, &body)
        }
        var bytes = header(entry: entry, segmentCount: parts.count)
        for part in parts { bytes += segmentHeader(part) }
        return bytes + body
    }

    /// A note inside a loaded segment moves with it. Any other note is kept separately.
    private static func locate(
        _ parts: inout [Part], _ index: Int, _ contents: [UInt8], _ start: Int,
        _ body: inout [UInt8]
    ) {
        let note = parts[index].segment.contents
        parts[index].size = note.count
        for part in parts where part.segment.isLoaded {
            let whole = part.segment.contents.lowerBound
            if whole <= note.lowerBound, note.upperBound <= whole + part.size {
                parts[index].offset = part.offset + note.lowerBound - whole
                return
            }
        }
        while (start + body.count) % 4 != 0 { body.append(0) }
        parts[index].offset = start + body.count
        body += contents[note]
    }

    private static func header(entry: UInt64, segmentCount: Int) -> [UInt8] {
        let identification: [UInt8] =
            [0x7f, 0x45, 0x4c, 0x46, 2, 1, 1] + Array(repeating: 0, count: 9)
        return identification
            + [UInt16(2), 62].flatMap { littleEndian($0) }  // ET_EXEC, EM_X86_64
            + littleEndian(UInt32(1))
            + [entry, ELFFile.headerSize, 0].flatMap { littleEndian($0) }
            + littleEndian(UInt32(0))
            + [
                UInt16(ELFFile.headerSize), UInt16(ELFFile.segmentHeaderSize), UInt16(segmentCount),
                0, 0, 0,  // no sections
            ].flatMap { littleEndian($0) }
    }

    private static func segmentHeader(_ part: Part) -> [UInt8] {
        let segment = part.segment
        return [segment.type, segment.flags].flatMap { littleEndian($0) }
            + [
                UInt64(part.offset), segment.address, segment.physicalAddress, UInt64(part.size),
                segment.memorySize, UInt64(segment.isLoaded ? alignment : 4),
            ].flatMap { littleEndian($0) }
    }

    private func number(_ bytes: ArraySlice<UInt8>) -> UInt64 {
        bytes.reversed().reduce(0) { $0 << 8 | UInt64($1) }
    }
}

func hexadecimal(_ number: UInt64) -> String { "0x" + String(number, radix: 16) }
