// SPDX-License-Identifier: MIT
// Goal: types mean in a store what they mean in Swift, however they are declared. Method: the fixtures of Declared.swift.
import OrmRuntime
import Testing

@testable import Golden

@Suite struct DeclaredTests {
    private func sample(_ number: Int, _ mask: Choice, _ spare: Choice?) -> Guarded {
        Guarded(number: number, secret: number * 2, mask: mask, spare: spare, grade: .high)
    }

    @Test func aCaseNamedLikeAnOptionalsIsThatCase() throws {
        let db = try Guarded.open(":memory:")
        let all = [sample(1, .none, nil), sample(2, .some, Choice.none), sample(3, .isNil, .some)]
        try Guarded.saveAll(all, in: db)
        #expect(try Guarded.get(from: db, mask: .none) == [all[0]])
        #expect(try Guarded.get(from: db, mask: .some) == [all[1]])
        #expect(try Guarded.get(from: db, mask: .equals(.isNil)) == [all[2]])
        #expect(try Guarded.get(from: db, spare: .none) == [all[1]])
        #expect(try Guarded.get(from: db, spare: .isNil) == [all[0]])
        #expect(try Guarded.get(from: db, where: .mask(.none)) == [all[0]])
    }

    @Test func casesAndVariablesAreArguments() throws {
        let db = try Guarded.open(":memory:")
        try Guarded.saveAll([sample(1, .none, nil), sample(2, .some, .some)], in: db)
        let (number, mask, spare) = (2, Choice.some, Choice?.none)
        #expect(try Guarded.get(from: db, number: ==number, grade: .high).map(\.number) == [2])
        #expect(
            try Guarded.get(from: db, number: .equals(number), mask: ==mask).map(\.number) == [2])
        #expect(try Guarded.get(from: db, spare: ==spare).map(\.number) == [1])
        #expect(try Guarded.count(in: db, where: .number(==number) && .spare(==mask)) == 1)
    }

    @Test func rawValuesOfAnEnumsOwnAreStored() throws {
        let folder = TemporaryFolder()
        let path = folder.path("grades.db")
        let db = try Guarded.open(path)
        try sample(1, .none, nil).save(in: db)
        #expect(try RawDatabase(path).texts("SELECT grade FROM Guarded") == ["20"])
        #expect(try Guarded.get(from: db, grade: .high).count == 1)
        #expect(try Guarded.get(from: db, grade: .low).isEmpty)
    }

    @Test func readingPassesAnInitialiserThatChangesValues() throws {
        let db = try Adjusted.open(":memory:")
        let value = Adjusted(number: 1, count: 41)
        #expect(value.count == 42)
        try value.save(in: db)
        #expect(try Adjusted.find(in: db, number: 1) == value)
        #expect(try Adjusted.get(from: db, count: 42, get: .equals([1])) == [value])
    }

    @Test func aFieldThatOnlyItsFileSetsComesBack() throws {
        let db = try Guarded.open(":memory:")
        let value = sample(7, .some, nil)
        try value.save(in: db)
        #expect(try Guarded.find(in: db, number: 7)?.secret == 14)
    }

    @Test func noInitialiserOfTheTypesOwnIsNeededForThat() throws {
        let db = try Sealed.open(":memory:")
        var value = Sealed(number: 7)
        value.raise()
        try value.save(in: db)
        #expect(value.level == 15)
        #expect(try Sealed.find(in: db, number: 7) == value)
    }

    @Test func aDefaultIsStoredInThePrecisionOfItsType() throws {
        let folder = TemporaryFolder()
        let path = folder.path("defaults.db")
        let db = try Guarded.open(path)
        try RawDatabase(path).run(
            "INSERT INTO Guarded(number, secret, mask, grade, bytes) VALUES (1, 1, 'none', 10, x'')"
        )
        #expect(try Guarded.get(from: db).map(\.ratio) == [0.1])
    }

    @Test func aTypeUnderAConditionHasItsTableUnderIt() throws {
        #if DEBUG
        let db = try Trial.open(":memory:")
        try Trial(number: 1).save(in: db)
        #expect(try Trial.count(in: db) == 1)
        #endif
        #expect(GoldenSchema.tables.map(\.name).contains("Guarded"))
    }
}
