// SPDX-License-Identifier: MIT
// Goal: a stored raw value never comes to mean another case without a word. Method: schemas written by hand open a file
// one after the other, the way versions of a program would.
import Testing

@testable import OrmRuntime

private func table(_ cases: [EnumerationCase]) -> Table {
    Table(
        type: "Task", name: "Task",
        columns: [
            Column("id", "INTEGER NOT NULL PRIMARY KEY", type: "Int"),
            Column("step", "ANY NOT NULL", type: "Int", cases: cases),
        ],
        key: [0])
}

private enum Version0: HandmadeSchema {
    static var tables: [Table] { [table([])] }
}
private enum Version1: HandmadeSchema {
    static var tables: [Table] { [table([.init("a", 0), .init("b", 1)])] }
}
private enum Inserted: HandmadeSchema {
    static var tables: [Table] { [table([.init("z", 0), .init("a", 1), .init("b", 2)])] }
}
private enum Appended: HandmadeSchema {
    static var tables: [Table] { [table([.init("a", 0), .init("b", 1), .init("c", 2)])] }
}
private enum Removed: HandmadeSchema {
    static var tables: [Table] { [table([.init("a", 0)])] }
}
private enum Renamed: HandmadeSchema {
    static var tables: [Table] { [table([.init("a", 0), .init("beta", 1)])] }
}
private enum RenamedInWriting: HandmadeSchema {
    static var tables: [Table] {
        [table([.init("a", 0, isWritten: true), .init("beta", 1, isWritten: true)])]
    }
}
private enum Swapped: HandmadeSchema {
    static var tables: [Table] {
        [table([.init("b", 0, isWritten: true), .init("a", 1, isWritten: true)])]
    }
}
private enum Moved: HandmadeSchema {
    static var tables: [Table] {
        [table([.init("a", 0, isWritten: true), .init("b", 7, isWritten: true)])]
    }
}

@Suite struct EnumerationCatalogueTests {
    let folder = TemporaryFolder()

    private func differences(
        _ first: any HandmadeSchema.Type, then second: any HandmadeSchema.Type
    ) throws -> [SchemaDifference] {
        let path = folder.path("\(first)-\(second).db")
        _ = try first.open(path)
        let (readOnly, writable) = (
            failure { _ = try second.openReadOnly(path) }, failure { _ = try second.open(path) }
        )
        #expect(readOnly == writable)
        guard let writable else { return [] }
        guard case .incompatible("Task", let differences) = writable else { throw writable }
        return differences
    }

    @Test func aCasePutBeforeOthersIsADifference() throws {
        #expect(
            try differences(Version1.self, then: Inserted.self) == [
                .meaning(field: "step", value: "0", stored: "a", program: "z"),
                .meaning(field: "step", value: "1", stored: "b", program: "a"),
            ])
    }

    @Test func aNewNameIsADifferenceUnlessTheRawValueIsWritten() throws {
        #expect(
            try differences(Version1.self, then: Renamed.self) == [
                .meaning(field: "step", value: "1", stored: "b", program: "beta")
            ])
        #expect(try differences(Version1.self, then: RenamedInWriting.self).isEmpty)
    }

    @Test func writtenValuesThatChangePlacesAreADifference() throws {
        #expect(try differences(Version1.self, then: Swapped.self).count == 2)
        #expect(
            try differences(Version1.self, then: Moved.self) == [
                .rawValue(field: "step", name: "b", stored: "1", program: "7")
            ])
    }

    @Test func aCaseMayBeAddedOrRemoved() throws {
        #expect(try differences(Version1.self, then: Appended.self).isEmpty)
        #expect(try differences(Version1.self, then: Removed.self).isEmpty)
    }

    @Test func whatIsAddedIsRememberedToo() throws {
        let path = folder.path("added.db")
        _ = try Version1.open(path)
        _ = try Appended.open(path)
        #expect(throws: StoreError.self) { try Inserted.open(path) }
        let names = try RawDatabase(path).texts("SELECT name FROM orm_case ORDER BY value")
        #expect(names == ["a", "b", "c"])
    }

    @Test func aNewNameIsRememberedInPlaceOfTheOld() throws {
        let path = folder.path("renamed.db")
        _ = try Version1.open(path)
        _ = try RenamedInWriting.open(path)
        #expect(throws: StoreError.self) { try Version1.open(path) }
    }

    @Test func aFileFromBeforeCasesWereRecordedTakesTheProgramsForIts() throws {
        let path = folder.path("before.db")
        _ = try Version0.open(path)
        _ = try Version1.openReadOnly(path)
        _ = try Version1.open(path)
        #expect(throws: StoreError.self) { try Inserted.openReadOnly(path) }
    }

    @Test func theMessageSaysWhatToDo() {
        let text = SchemaDifference.meaning(
            field: "step", value: "0", stored: "a", program: "z"
        ).description
        #expect(
            text == "field 'step' stores 0 for 'a', the program for 'z': "
                + "write the raw values out, so that each keeps its meaning")
    }
}
