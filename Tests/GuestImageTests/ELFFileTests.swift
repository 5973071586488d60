// Goal: a linked program is read as it is, and no file, however broken, is read outside its bounds. Method: a sample
// program read back; every truncation of it; seeded damage, half of it aimed at the numbers in headers.
import SeededRandom
import TestSupport
import Testing

@testable import GuestImage

@Test func segmentsAndSymbolsAreRead() throws {
    let sample = SampleProgram()
    let file = try ELFFile(sample.bytes)
    #expect(file.entry == SampleProgram.start)
    #expect(file.segments.map(\.address) == sample.segments.map(\.address))
    #expect(file.segments.map { Array(file.bytes[$0.contents]) } == sample.segments.map(\.contents))
    #expect(file.segments.map(\.memorySize) == [0x9b, 9, 0x7000, 20])
    #expect(file.symbols.dropFirst().map(\.name) == sample.symbols.map(\.name))
    #expect(file.symbols.dropFirst().map(\.address) == sample.symbols.map(\.address))
}

@Test(
    arguments: [
        (0, [0x7e], .notELF, "e_ident"),
        (4, [1], .notAProgram, "e_ident, e_type, e_machine"),
        (18, [183], .notAProgram, "e_ident, e_type, e_machine"),
        (32, [0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff], .truncated, "program header table"),
        (54, [55], .entrySize(55), "e_phentsize"),
        (58, [63], .entrySize(63), "e_shentsize"),
        (60, [0xff, 0xff], .truncated, "section header table"),
        (64 + 32, [0xff, 0xff], .range, "program header"),
        (64 + 8, [0, 0, 0, 0, 1], .truncated, "segment"),
        (64 + 16, [0xf0, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff], .range, "program header"),
    ] as [(Int, [UInt8], ELFError.Fault, String)])
func whatIsWrongIsNamedAndLocated(
    offset: Int, bytes: [UInt8], fault: ELFError.Fault, part: String
) {
    var damaged = SampleProgram().bytes
    damaged.replaceSubrange(offset..<offset + bytes.count, with: bytes)
    do throws(ELFError) {
        _ = try ELFFile(damaged)
        Issue.record("the file was read")
    } catch {
        #expect(error.fault == fault)
        #expect(error.part == part)
        #expect(error.description.hasPrefix("at byte "))
    }
}

@Test func everyTruncationIsAnError() {
    let bytes = SampleProgram().bytes
    for count in bytes.indices {
        #expect(throws: ELFError.self) { try ELFFile(Array(bytes[..<count])) }
    }
}

@Test func noDamageIsATrap() {
    var random = SeededRandom(seed: Seed.ofThisRun)
    let bytes = SampleProgram().bytes
    let extremes: [UInt8] = [0, 1, 0x7f, 0x80, 0xff]
    let sections = bytes.count - 3 * 64
    var survivors = 0
    for _ in 0..<20_000 {
        var damaged = bytes
        for _ in 0...Int(random.next() % 8) {
            let place =
                switch random.next() % 4 {
                case 0: Int(random.next() % 64)
                case 1: 64 + Int(random.next() % (56 * 4))
                case 2: sections + Int(random.next() % (3 * 64))
                default: Int(random.next() % UInt64(bytes.count))
                }
            damaged[place] =
                random.next() % 2 == 0
                ? extremes[Int(random.next() % 5)] : UInt8(truncatingIfNeeded: random.next())
        }
        if random.isRare(4) { damaged.removeLast(Int(random.next() % UInt64(damaged.count))) }
        guard let file = try? ELFFile(damaged), let image = try? BootImage(file) else { continue }
        survivors += 1
        let written = image.bytes(SymbolTable(of: file, readable: [:]))
        // What passes for an image is one that can be read again, with the program's memory in it.
        do {
            _ = try BootImage(try ELFFile(written))
        } catch {
            Issue.record(
                "seed \(Seed.ofThisRun): an image that was accepted was written wrong: \(error)")
        }
    }
    #expect(survivors > 0)
}
