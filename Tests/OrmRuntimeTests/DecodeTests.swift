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
        ("price", "1", "price", wrongClass(.real, .integer)),
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
}
