// Goal: the guest finds the function an address lies in. Method: the guest's own search (Guest/SymbolTable.swift), here
// over the table's bytes, against a search through the list, on seeded tables.
import SeededRandom
import TestSupport
import Testing

@testable import GuestImage

/// The search of the guest, line by line.
private func find(_ address: UInt64, in bytes: [UInt8]) -> (name: String, offset: UInt64)? {
    func word(_ index: Int) -> Int {
        (0..<4).reduce(0) { $0 | Int(bytes[4 * index + $1]) << (8 * $1) }
    }
    guard word(0) == 0x4d59_534d else { return nil }
    var low = 0
    var high = word(1)
    while low < high {
        let middle = (low + high) / 2
        if UInt64(word(2 + 2 * middle)) <= address { low = middle + 1 } else { high = middle }
    }
    guard low > 0 else { return nil }
    let name = bytes[word(2 * low + 1)...].prefix { $0 != 0 }
    return (String(decoding: name, as: UTF8.self), address - UInt64(word(2 * low)))
}

@Test func theGuestFindsTheFunctionOfAnyAddress() {
    var random = SeededRandom(seed: Seed.ofThisRun)
    for count in [0, 1, 2, 3, 7, 8, 100] {
        let entries = (0..<count).map { _ in
            SymbolTable.Entry(
                address: UInt32(random.next() % 5000),
                name: String(repeating: "ü", count: Int(random.next() % 5))
                    + "\(random.next() % 1000)")
        }
        let table = SymbolTable(entries)
        let bytes = table.bytes
        for address in 0...5001 as ClosedRange<UInt64> {
            let expected = table.entries.last { $0.address <= address }
            let found = find(address, in: bytes)
            #expect(found?.name == expected?.name, "seed \(Seed.ofThisRun)")
            #expect(found?.offset == expected.map { address - UInt64($0.address) })
        }
    }
}

@Test func ofTwoNamesForAnAddressTheShorterStays() {
    let table = SymbolTable([
        .init(address: 2, name: "specialized run()"), .init(address: 2, name: "run()"),
        .init(address: 1, name: "b"), .init(address: 1, name: "a"),
    ])
    #expect(table.entries == [.init(address: 1, name: "a"), .init(address: 2, name: "run()")])
}

@Test func aZeroInANameDoesNotEndTheTable() {
    let table = SymbolTable([.init(address: 1, name: "a\0b"), .init(address: 2, name: "c")])
    #expect(find(1, in: table.bytes)?.name == "ab")
    #expect(find(2, in: table.bytes)?.name == "c")
}

@Test func outlinedCodeHasOneName() throws {
    var sample = SampleProgram()
    for index in 1...2 { sample.symbols[index].name = "OUTLINED_FUNCTION_\(index)" }
    let table = SymbolTable(of: try ELFFile(sample.bytes), readable: [:])
    #expect(table.entries.map(\.name) == ["mirage_start32", "<outlined>"])
}
