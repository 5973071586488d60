import OrmRuntime
import Testing

// Goal: a store written by other types than the program's is refused and every difference is named.
// Method: schemas written by hand open a file one after the other, the way versions of a program would.
@testable import Golden

private func person(
    _ columns: [(name: String, type: String)], key: [Int] = [0], indexes: [TableIndex] = []
) -> Table {
    let fields = columns.map { Column($0.name, "ANY", type: $0.type) }
    return Table(type: "Person", name: "Person", columns: fields, key: key, indexes: indexes)
}

private func index(_ columns: [Int], isUnique: Bool) -> TableIndex {
    let names = columns.map { ["id", "name"][$0] }.joined(separator: ", ")
    let kind = isUnique ? "UNIQUE INDEX" : "INDEX"
    return TableIndex(
        columns: columns, isUnique: isUnique,
        creation: "CREATE \(kind) \"Person(\(names))\" ON Person(\(names))")
}

private let idColumn = (name: "id", type: "Int")
private let nameColumn = (name: "name", type: "String")
private let ageColumn = (name: "age", type: "Int?")

private enum First: HandmadeSchema {
    static var tables: [Table] { [person([idColumn, nameColumn])] }
}
private enum WithAge: HandmadeSchema {
    static var tables: [Table] { [person([idColumn, nameColumn, ageColumn])] }
}
private enum OtherType: HandmadeSchema {
    static var tables: [Table] { [person([idColumn, (name: "name", type: "[UInt8]")])] }
}
private enum OtherKey: HandmadeSchema {
    static var tables: [Table] { [person([idColumn, nameColumn], key: [0, 1])] }
}
private enum WithIndexes: HandmadeSchema {
    static var tables: [Table] {
        [
            person(
                [idColumn, nameColumn],
                indexes: [index([1], isUnique: true), index([0, 1], isUnique: false)])
        ]
    }
}
private enum Reordered: HandmadeSchema {
    static var tables: [Table] { [person([nameColumn, idColumn], key: [1])] }
}
private enum AllOver: HandmadeSchema {
    static var tables: [Table] { [person([(name: "id", type: "String"), ageColumn], key: [1])] }
}
private enum WithPet: HandmadeSchema {
    static var tables: [Table] {
        let pet = Table(
            type: "Pet", name: "Pet",
            columns: [Column("id", "INTEGER NOT NULL PRIMARY KEY", type: "Int")], key: [0])
        return [person([idColumn, nameColumn]), pet]
    }
}

@Suite struct CompatibilityTests {
    let folder = TemporaryFolder()

    struct Change: Sendable {
        let from: any (StoreSchema & SendableMetatype).Type
        let to: any (StoreSchema & SendableMetatype).Type
        let expected: [String]
        let reading: [String]

        init(
            _ from: any (StoreSchema & SendableMetatype).Type,
            _ to: any (StoreSchema & SendableMetatype).Type, _ expected: [String],
            _ reading: [String]
        ) {
            (self.from, self.to, self.expected, self.reading) = (from, to, expected, reading)
        }
    }

    static let changes: [Change] = [
        Change(First.self, First.self, [], []),
        Change(First.self, Reordered.self, [], []),
        Change(
            First.self, WithAge.self, ["the store has no field 'age'"],
            ["the store has no field 'age'"]),
        Change(WithAge.self, First.self, ["the store has a field 'age' that the type lacks"], []),
        Change(
            First.self, OtherType.self,
            ["field 'name' is stored as String, the program says [UInt8]"],
            ["field 'name' is stored as String, the program says [UInt8]"]
        ),
        Change(
            First.self, OtherKey.self, ["the stored key is (id), the program's is (id, name)"],
            ["the stored key is (id), the program's is (id, name)"]
        ),
        Change(
            First.self, WithIndexes.self,
            [
                "the store has no unique constraint on (name)",
                "the store has no index on (id, name)",
            ], []
        ),
        Change(
            WithIndexes.self, First.self,
            [
                "the store has a unique constraint on (name)",
                "the store has an index on (id, name)",
            ], []
        ),
        Change(
            First.self, AllOver.self,
            [
                "field 'id' is stored as Int, the program says String",
                "the store has a field 'name' that the type lacks", "the store has no field 'age'",
                "the stored key is (id), the program's is (age)",
            ],
            [
                "field 'id' is stored as Int, the program says String",
                "the store has no field 'age'",
                "the stored key is (id), the program's is (age)",
            ]
        ),
    ]

    private func differences(_ body: () throws -> Void) -> [String]? {
        switch failure(body) {
        case nil: []
        case .incompatible(type: "Person", let differences): differences.map(\.description)
        default: nil
        }
    }

    @Test(arguments: changes.indices)
    func everyDifferenceIsNamed(_ index: Int) throws {
        let change = Self.changes[index]
        try change.from.open(folder.path()).close()
        #expect(differences { _ = try change.to.open(folder.path()) } == change.expected)
        #expect(differences { _ = try change.to.openReadOnly(folder.path()) } == change.reading)
        // Refusing changes nothing: the old program still opens its store.
        #expect(differences { _ = try change.from.open(folder.path()) } == [])
    }

    @Test func theErrorReadsAsASentence() throws {
        try First.open(folder.path()).close()
        let error = failure { _ = try WithAge.open(folder.path()) }
        #expect(
            error?.description
                == "the stored Person is not the program's: the store has no field 'age'")
    }

    @Test func aNewTypeGetsItsTable() throws {
        try First.open(folder.path()).close()
        try WithPet.open(folder.path()).close()
        try First.open(folder.path()).close()
        #expect(try RawDatabase(folder.path()).texts("SELECT count(*) FROM Pet") == ["0"])
    }

    @Test func aReaderOfAnOlderStoreMissesTheTable() throws {
        try First.open(folder.path()).close()
        let missing = SchemaDifference.table(reason: "the store has no such table")
        #expect(
            failure { _ = try WithPet.openReadOnly(folder.path()) }
                == .incompatible(type: "Pet", differences: [missing]))
    }
}
