// A small linked program, as a linker would lay it out, for tests that take it apart: code with a Xen note in front,
// constants, data with the place for the symbol table, and zeroed memory. Each part can be got wrong on purpose.
@testable import GuestImage

struct SampleProgram {
    struct Segment {
        var type: UInt32 = 1
        var flags: UInt32
        var address: UInt64
        var physicalAddress: UInt64?
        var contents: [UInt8]
        var memorySize: UInt64?
    }

    static let start: UInt64 = 0x10_0020
    static let tablePlace: UInt64 = 0x10_2008
    static let end: UInt64 = 0x10_9000

    static let note =
        [UInt32(4), 4, 18].flatMap { littleEndian($0) } + Array("Xen\0".utf8)
        + littleEndian(UInt32(start))

    var segments = [
        Segment(
            flags: 5, address: 0x10_0000,
            contents: note + Array(repeating: 0x90, count: 0x84) + [0, 0, 0]),
        Segment(flags: 4, address: 0x10_1000, contents: Array("constants".utf8)),
        Segment(
            flags: 6, address: 0x10_2000, contents: [1, 2, 3, 4] + Array(repeating: 0, count: 24),
            memorySize: 0x7000),
        Segment(type: 4, flags: 4, address: 0x10_0000, contents: note),
    ]
    var symbols: [(name: String, address: UInt64, size: UInt64, type: UInt8)] = [
        ("mirage_start32", 0x10_0020, 0, 0),
        ("$e5Guest5firstyyF", 0x10_0030, 16, 2),
        ("$e5Guest6secondyyF", 0x10_0040, 32, 2),
        ("mirage_symbol_table", tablePlace, 16, 1),
    ]

    var bytes: [UInt8] {
        var body: [UInt8] = []
        var headers: [UInt8] = []
        let first = 64 + 56 * segments.count
        for segment in segments {
            headers += littleEndian(segment.type) + littleEndian(segment.flags)
            // A note that is in the code is there once, as linkers have it.
            let isShared = segment.type == 4 && body.starts(with: segment.contents)
            headers += [
                UInt64(isShared ? first : first + body.count), segment.address,
                segment.physicalAddress ?? segment.address,
                UInt64(segment.contents.count),
                segment.memorySize ?? UInt64(segment.contents.count), 16,
            ].flatMap { littleEndian($0) }
            if !isShared { body += segment.contents }
        }
        var names: [UInt8] = [0]
        var table = Array(repeating: UInt8(0), count: 24)
        for symbol in symbols {
            table += littleEndian(UInt32(names.count)) + [symbol.type, 0] + littleEndian(UInt16(1))
            table += littleEndian(symbol.address) + littleEndian(symbol.size)
            names += Array(symbol.name.utf8) + [0]
        }
        let tableStart = first + body.count
        let sections = tableStart + table.count + names.count
        let header =
            [0x7f, 0x45, 0x4c, 0x46, 2, 1, 1] + Array(repeating: 0, count: 9)
            + [UInt16(2), 62].flatMap { littleEndian($0) } + littleEndian(UInt32(1))
            + [Self.start, 64, UInt64(sections)].flatMap { littleEndian($0) }
            + littleEndian(UInt32(0))
            + [UInt16(64), 56, UInt16(segments.count), 64, 3, 0].flatMap { littleEndian($0) }
        return header + headers + body + table + names
            + Self.section(type: 0, at: 0, size: 0, link: 0, entry: 0)
            + Self.section(type: 2, at: tableStart, size: table.count, link: 2, entry: 24)
            + Self.section(
                type: 3, at: tableStart + table.count, size: names.count, link: 0, entry: 0)
    }

    private static func section(
        type: UInt32, at offset: Int, size: Int, link: UInt32, entry: UInt64
    )
        -> [UInt8]
    {
        littleEndian(UInt32(0)) + littleEndian(type)
            + [0, 0, UInt64(offset), UInt64(size)].flatMap { littleEndian($0) }
            + littleEndian(link) + littleEndian(UInt32(0)) + littleEndian(UInt64(1))
            + littleEndian(entry)
    }
}

/// Memory as a loader leaves it: bytes by address, zeros where the file has none.
func memory(of file: ELFFile) -> [UInt64: UInt8] {
    var memory: [UInt64: UInt8] = [:]
    for segment in file.segments where segment.isLoaded {
        let contents = Array(file.bytes[segment.contents])
        for offset in 0..<segment.memorySize {
            memory[segment.address + offset] = offset < contents.count ? contents[Int(offset)] : 0
        }
    }
    return memory
}
