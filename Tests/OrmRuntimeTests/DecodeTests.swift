import OrmRuntime
import Testing

// Goal: a stored value that the program's type cannot hold is an error that names type, field, row and
// problem. Method: a stranger replaces the table by one without types and puts wrong values in.
@testable import Golden

@Suite struct DecodeTests {
    let folder = TemporaryFolder()

    private static func wrongClass(_ expected: StorageClass, _ found: StorageClass) -> DecodeProblem
    {
        .storageClass(expected: expected, found: found)
    }

    static let cases: [(column: String, value: String, field: String, problem: DecodeProblem)] = [
        ("title", "7", "title", wrongClass(.text, .integer)),
        ("title", "NULL", "title", wrongClass(.text, .null)),
        ("title", "x'ff'", "title", wrongClass(.text, .blob)),
        ("title", "CAST(x'61ff62' AS TEXT)", "title", .invalidUTF8),
        ("title", "CAST(x'eda080' AS TEXT)", "title", .invalidUTF8),
        ("year", "2147483648", "year", .outOfRange),
        ("year", "-2147483649", "year", .outOfRange),
        ("year", "'1999'", "year", wrongClass(.integer, .text)),
        ("year", "1.5", "year", wrongClass(.integer, .real)),
        ("price", "9007199254740993", "price", .outOfRange),
        ("price", "-9223372036854775807", "price", .outOfRange),
        ("price", "'1'", "price", wrongClass(.real, .text)),
        ("price", "x'00'", "price", .outOfRange),
        ("price", "x'3ff0000000000000'", "price", .outOfRange),
        ("binding", "'leather'", "binding", .unknownCase),
        ("binding", "''", "binding", .unknownCase),
        ("shelf", "0", "shelf", .unknownCase),
        ("shelf", "300", "shelf", .outOfRange),
        ("printed_city", "NULL", "printed.city", wrongClass(.text, .null)),
        ("stored", "2", "stored", .outOfRange),
        ("stored", "'yes'", "stored", wrongClass(.integer, .text)),
        ("stored", "1", "stored.city", wrongClass(.text, .null)),
        ("cover", "'text'", "cover", wrongClass(.blob, .text)),
        ("isLent", "2", "isLent", .outOfRange),
        ("isLent", "NULL", "isLent", wrongClass(.integer, .null)),
    ]

    @Test(arguments: cases.indices)
    func aWrongValueIsNamed(_ index: Int) throws {
        let (column, value, field, problem) = Self.cases[index]
        let db = try folder.store()
        try Book.saveAll([.sample(1), .sample(2), .sample(3)], in: db)
        try db.close()
        let raw = try RawDatabase(folder.path())
        let names = try raw.texts(#"SELECT '"' || name || '"' FROM pragma_table_info('Book')"#)
        try raw.run(
            """
            CREATE TABLE loose(\(names.joined(separator: ", ")));
            INSERT INTO loose SELECT * FROM Book;
            DROP TABLE Book;
            ALTER TABLE loose RENAME TO Book;
            UPDATE Book SET "\(column)" = \(value) WHERE isbn = 'isbn-2';
            """)
        let opened = try folder.store()
        let expected = StoreError.decode(type: "Book", field: field, row: 2, problem: problem)
        #expect(failure { _ = try Book.get(from: opened) } == expected)
        #expect(failure { _ = try Book.find(in: opened, isbn: "isbn-2") } == expected)
        #expect(failure { try Book.each(in: opened, orderBy: .isbn) { _ in } } == expected)
        #expect(expected.description == "cannot read Book.\(field) of row 2: \(problem)")
        #expect(try Book.find(in: opened, isbn: "isbn-1") == .sample(1), "other rows are readable")
    }

    @Test func aNumberTooPreciseForAFloatIsNotRounded() throws {
        let db = try folder.store()
        try Archive.Entry(
            id: 1, default: "", from: "", limit: 0, orderBy: false, select: 1, row: 0, statement: ""
        ).save(in: db)
        try RawDatabase(folder.path()).run(#"UPDATE "Archive.Entry" SET "select" = 0.1"#)
        let expected = StoreError.decode(
            type: "Archive.Entry", field: "select", row: 1, problem: .outOfRange)
        #expect(failure { _ = try Archive.Entry.get(from: db) } == expected)
    }

    @Test func aWholeNumberWrittenByOthersIsRead() throws {
        let db = try folder.store()
        try Specimen.saveAll((0..<6).map { .plain(id: $0) }, in: db)
        let raw = try RawDatabase(folder.path())
        let written = ["3", "-1", "0", "9007199254740992", "-9223372036854775808", "16777216"]
        for (id, number) in written.enumerated() {
            try raw.run(
                "UPDATE Specimen SET real = \(number), maybeReal = \(number) WHERE id = \(id)")
        }
        try raw.run("UPDATE Specimen SET narrow = 16777216 WHERE id = 5")
        #expect(
            try raw.texts("SELECT typeof(real) FROM Specimen")
                == Array(repeating: "integer", count: 6))
        let rows = try Specimen.get(from: db, where: .all, orderBy: .id)
        #expect(rows.map(\.real) == [3, -1, 0, 0x1p53, -0x1p63, 16_777_216])
        #expect(rows.map(\.maybeReal) == rows.map { $0.real })
        #expect(rows[5].narrow == 16_777_216)
        // Conditions mean the same there as in memory.
        let values: [Double] = [3, -1, 0, -0.0, 0x1p53, -0x1p63, 2.5, .infinity, .nan]
        let conditions: [Specimen.Where] = values.flatMap { value -> [Specimen.Where] in
            [
                .real(.equals(value)), .real(.differs(from: value)), .real(.lessThan(value)),
                .real(.atLeast(value)), .real(.in([value, 1])), .real(.between(value, 3)),
                .not(.maybeReal(.equals(value))), .not(.maybeReal(.greaterThan(value))),
            ]
        }
        for condition in conditions {
            let found = try Specimen.get(from: db, where: condition, orderBy: .id)
            #expect(found.map(\.id) == rows.filter(condition.matches).map(\.id), "\(condition)")
        }
        #expect(
            try Specimen.get(from: db, where: .all, orderBy: .real).map(\.id)
                == rows.sorted { $0.real < $1.real }.map(\.id))
    }

    @Test func aWholeNumberThatAFloatCannotHoldIsOutOfRange() throws {
        let db = try folder.store()
        try Specimen.plain(id: 7).save(in: db)
        try RawDatabase(folder.path()).run("UPDATE Specimen SET narrow = 16777217")
        let expected = StoreError.decode(
            type: "Specimen", field: "narrow", row: 7, problem: .outOfRange)
        #expect(failure { _ = try Specimen.get(from: db, where: .all) } == expected)
    }
}
