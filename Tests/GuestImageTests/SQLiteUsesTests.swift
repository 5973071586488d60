// Goal: SQLite for guests has what the program asks for. Method: programs with the functions that are called where it
// does; that all of their names are known to Tools/sqlite is checked against the sources.
import Foundation
import TestSupport
import Testing

@testable import GuestImage

private func uses(_ profile: SQLiteProfile, _ names: [String]) throws -> [String] {
    var sample = SampleProgram()
    for name in names { sample.symbols.insert((name, 0x10_0030, 1, 2), at: 1) }
    let program = FileManager.default.temporaryDirectory.appendingPathComponent("uses-\(UUID())")
    defer { try? FileManager.default.removeItem(at: program) }
    try Files.write(Data(sample.bytes), to: program)
    return SQLiteLibrary(profile).uses(ofProgramAt: program)
}

@Test func whatAProgramUsesOfSQLiteIsInItsSymbols() throws {
    #expect(try uses(.auto, []) == [])
    #expect(try uses(.auto, ["mirage_sql_or", "mirage_sql_in", "mirage_boot"]) == ["in", "or"])
    #expect(try uses(.full, ["mirage_sql_or"]) == [])
    let nowhere = URL(fileURLWithPath: "/nowhere/program")
    #expect(SQLiteLibrary(.auto).uses(ofProgramAt: nowhere) == [])
}

@Test func everyUseIsOneOfTheListOfOptions() throws {
    func words(_ file: String, _ prefix: String) throws -> Set<String> {
        Set(
            try Checkout.text(file).components(separatedBy: prefix).dropFirst().map {
                String($0.prefix { $0.isLetter })
            })
    }
    let known = try words("Tools/sqlite/options.txt", "\nauto-")
    #expect(try words("Sources/CSQLite/shim.h", "mirage_sql_") == known)
    #expect(try words("Tools/sqlite/guest.c", "mirage_sql_") == known)
    #expect(try words("Sources/OrmRuntime/SQLFeature.swift", "mirage_sql_") == known)
}
