// Goal: an image is its program and nothing else, and a program that Xen would not boot is refused. Method: compare
// the memory a loader makes of both; break one rule at a time.
import Testing

@testable import GuestImage

private func image(_ sample: SampleProgram) throws -> BootImage {
    try BootImage(try ELFFile(sample.bytes))
}

@Test func aBareImageLoadsAsItsProgramDoes() throws {
    let program = try ELFFile(SampleProgram().bytes)
    let bare = try ELFFile(try BootImage(program).bytes(nil))
    #expect(memory(of: bare) == memory(of: program))
    #expect(bare.entry == program.entry)
    #expect(bare.symbols.isEmpty)
    #expect(bare.bytes.count < program.bytes.count)
}

@Test func zerosAtTheEndOfASegmentAreNotInTheImage() throws {
    let bare = try ELFFile(try image(SampleProgram()).bytes(nil))
    #expect(bare.segments.filter(\.isLoaded).map(\.contents.count) == [0x98, 9, 4])
}

@Test func theNoteMovesWithItsSegment() throws {
    let bare = try ELFFile(try image(SampleProgram()).bytes(nil))
    let note = try #require(bare.segments.first { $0.isNote })
    #expect(Array(bare.bytes[note.contents]) == SampleProgram.note)
    #expect(bare.segments.first { $0.isLoaded }?.contents.lowerBound == note.contents.lowerBound)
}

@Test func aNoteOutsideOfSegmentsIsKept() throws {
    var sample = SampleProgram()
    sample.segments[3].contents += [0, 0, 0, 0]
    let bare = try ELFFile(try image(sample).bytes(nil))
    let note = try #require(bare.segments.first { $0.isNote })
    #expect(Array(bare.bytes[note.contents]) == sample.segments[3].contents)
}

@Test func offsetsAndAddressesStayInStep() throws {
    var sample = SampleProgram()
    sample.segments[1].address += 5
    let bare = try ELFFile(try image(sample).bytes(nil))
    for segment in bare.segments where segment.isLoaded {
        #expect(segment.contents.lowerBound % 16 == Int(segment.address % 16))
    }
}

@Test func theSymbolTableIsOnThePageAfterTheProgram() throws {
    let program = try ELFFile(SampleProgram().bytes)
    let table = SymbolTable(of: program, readable: ["$e5Guest5firstyyF": "first()"])
    let full = try ELFFile(try BootImage(program).bytes(table))
    let segment = try #require(full.segments.last)
    #expect(segment.address == SampleProgram.end)
    #expect(segment.flags == 4)
    let memory = memory(of: full)
    let loaded = (0..<segment.memorySize).map { memory[segment.address + $0]! }
    #expect(loaded == table.bytes)
    let place = (0..<16).map { memory[SampleProgram.tablePlace + UInt64($0)]! }
    #expect(place == littleEndian(SampleProgram.end) + littleEndian(UInt64(table.bytes.count)))
    #expect(table.entries.map(\.name) == ["mirage_start32", "first()", "$e5Guest6secondyyF"])
}

@Test func aProgramWithoutAPlaceForTheTableGetsNone() throws {
    var sample = SampleProgram()
    sample.symbols.removeLast()
    let program = try ELFFile(sample.bytes)
    let image = try BootImage(program)
    #expect(image.bytes(SymbolTable(of: program, readable: [:])) == image.bytes(nil))
}

@Test func whatXenWouldNotBootIsRefused() throws {
    let rules: [(String, (inout SampleProgram) -> Void)] = [
        ("both writable and executable", { $0.segments[0].flags = 7 }),
        ("has no Xen note", { $0.segments.removeLast() }),
        ("has no Xen note", { $0.segments[3].contents[8] = 17 }),
        ("has no Xen note", { $0.segments[3].contents[12] = 0x59 }),
        ("has no Xen note", { $0.segments[3].contents[4] = 200 }),
        ("where no code is", { $0.segments[3].contents[18] = 0x20 }),
        ("begins before the end", { $0.segments[1].address = 0x10_0010 }),
        ("not loaded where it runs", { $0.segments[1].physicalAddress = 0x1000 }),
        ("not loaded where it runs", { $0.segments[2].memorySize = 1 << 32 }),
    ]
    for (words, wrong) in rules {
        var sample = SampleProgram()
        wrong(&sample)
        do throws(GuestImageError) {
            _ = try BootImage(try! ELFFile(sample.bytes))
            Issue.record("accepted: \(words)")
        } catch {
            #expect(error.description.contains(words))
        }
    }
}
