// Goal: the lossless law raises the alarm. Method: codecs that lose something on purpose, half of them in
// a way that only shows in the Swift value and not in what is stored.
import OrmLaws
import OrmRuntime
import SeededRandom
import TestSupport
import Testing

/// A field whose codec may lose something.
private protocol SuspectField: ColumnValue, Arbitrary {
    static var columnType: String { get }
}

private struct FaithfulNumber: SuspectField {
    static let columnType = "ANY"
    var number: Double
    static func arbitrary(using random: inout SeededRandom) -> Self {
        Self(number: .arbitrary(using: &random))
    }
    static func ormRead(_ cell: borrowing Cell) throws(ColumnFault) -> Self {
        Self(number: try .ormRead(cell))
    }
    func ormBind(to statement: borrowing Statement, at parameter: Int32) throws(StoreError) {
        try number.ormBind(to: statement, at: parameter)
    }
    var ormStoredValue: StoredValue { number.ormStoredValue }
}

private struct LosesMinusZero: SuspectField {
    static let columnType = "ANY"
    var number: Double
    static func arbitrary(using random: inout SeededRandom) -> Self {
        Self(number: random.isRare(5) ? -0.0 : 1)
    }
    static func ormRead(_ cell: borrowing Cell) throws(ColumnFault) -> Self {
        Self(number: try .ormRead(cell))
    }
    func ormBind(to statement: borrowing Statement, at parameter: Int32) throws(StoreError) {
        try (number + 0).ormBind(to: statement, at: parameter)
    }
    var ormStoredValue: StoredValue { number.ormStoredValue }
}

private struct RoundsBeforeStoring: SuspectField {
    static let columnType = "ANY"
    var number: Double
    static func arbitrary(using random: inout SeededRandom) -> Self {
        Self(number: random.isRare(5) ? 1.25 : 1)
    }
    static func ormRead(_ cell: borrowing Cell) throws(ColumnFault) -> Self {
        Self(number: try .ormRead(cell))
    }
    func ormBind(to statement: borrowing Statement, at parameter: Int32) throws(StoreError) {
        try number.rounded().ormBind(to: statement, at: parameter)
    }
    var ormStoredValue: StoredValue { number.rounded().ormStoredValue }
}

private struct CutsAtNUL: SuspectField {
    static let columnType = "TEXT"
    var text: String
    static func arbitrary(using random: inout SeededRandom) -> Self {
        Self(text: random.isRare(5) ? "a\0b" : "ab")
    }
    static func ormRead(_ cell: borrowing Cell) throws(ColumnFault) -> Self {
        let text = try cell.text()
        return Self(text: String(text.prefix { $0 != "\0" }))
    }
    func ormBind(to statement: borrowing Statement, at parameter: Int32) throws(StoreError) {
        try statement.bind(text, at: parameter)
    }
    var ormStoredValue: StoredValue { .text(text) }
}

private struct ComposesText: SuspectField {
    static let columnType = "TEXT"
    var text: String
    static func arbitrary(using random: inout SeededRandom) -> Self {
        Self(text: random.isRare(5) ? "e\u{301}" : "e")
    }
    private var composed: String { text == "é" ? "é" : text }
    static func ormRead(_ cell: borrowing Cell) throws(ColumnFault) -> Self {
        Self(text: try cell.text())
    }
    func ormBind(to statement: borrowing Statement, at parameter: Int32) throws(StoreError) {
        try statement.bind(composed, at: parameter)
    }
    var ormStoredValue: StoredValue { .text(composed) }
}

private enum SuspectSchema<Field: SuspectField>: HandmadeSchema {
    static var tables: [Table] { [Suspect<Field>.ormTable] }
}

private struct Suspect<Field: SuspectField>: NaturalKeyEntity, Arbitrary {
    typealias OrmSchema = SuspectSchema<Field>
    typealias ID = Int
    var id: Int
    var field: Field

    static func arbitrary(using random: inout SeededRandom) -> Self {
        Self(id: .arbitrary(using: &random), field: .arbitrary(using: &random))
    }
    static var ormTable: Table {
        Table(
            type: "Suspect", name: "Suspect",
            columns: [
                Column("id", "INTEGER NOT NULL PRIMARY KEY", type: "Int"),
                Column("field", "\(Field.columnType) NOT NULL", type: "Field"),
            ],
            key: [0])
    }
    static var ormNumber: Int { 0 }
    static var ormSelection: StaticString { "SELECT id, field, rowid FROM Suspect" }
    static var ormInsert: StaticStatement {
        StaticStatement(7, "INSERT INTO Suspect VALUES (?, ?)")
    }
    static var ormUpsert: StaticStatement {
        StaticStatement(8, "INSERT OR REPLACE INTO Suspect VALUES (?, ?)")
    }
    static var ormFind: StaticStatement {
        StaticStatement(9, "SELECT id, field, rowid FROM Suspect WHERE id = ?")
    }
    static var ormDelete: StaticStatement {
        StaticStatement(10, "DELETE FROM Suspect WHERE id = ?")
    }
    var ormID: Int { id }
    init(id: Int, field: Field) {
        self.id = id
        self.field = field
    }
    init(ormRow row: borrowing Row, at first: Int32) throws(ColumnFault) {
        id = try .ormRead(row.cell(at: first))
        field = try .ormRead(row.cell(at: first + 1))
    }
    func ormBind(to statement: borrowing Statement, at first: Int32) throws(StoreError) {
        try id.ormBind(to: statement, at: first)
        try field.ormBind(to: statement, at: first + 1)
    }
    var ormStoredValues: [StoredValue] { [id.ormStoredValue, field.ormStoredValue] }
}

@Suite struct LawCanaryTests {
    let folder = TemporaryFolder()

    private func violation<Field: SuspectField>(_ field: Field.Type) throws -> LawViolation? {
        let db = try Suspect<Field>.open(folder.path("\(Field.self).db"))
        do {
            try Laws.checkLossless(Suspect<Field>.self, in: db, seed: Seed.ofThisRun)
            return nil
        } catch let violation as LawViolation {
            return violation
        }
    }

    @Test func aFaithfulCodecPasses() throws {
        #expect(try violation(FaithfulNumber.self) == nil)
    }

    @Test func aLostSignOfZeroIsFound() throws {
        #expect(try violation(LosesMinusZero.self)?.field == "field")
    }

    @Test func aRoundedNumberIsFoundThoughItsStoredFormAgrees() throws {
        #expect(try violation(RoundsBeforeStoring.self)?.field == "field")
    }

    @Test func textCutAtNULIsFound() throws {
        #expect(try violation(CutsAtNUL.self)?.field == "field")
    }

    @Test func recomposedTextIsFound() throws {
        #expect(try violation(ComposesText.self)?.field == "field")
    }

    @Test func theSeedReplaysTheViolation() throws {
        let first = try #require(try violation(LosesMinusZero.self))
        #expect(try violation(LosesMinusZero.self) == first)
        #expect(first.description.contains("replay with seed \(Seed.ofThisRun)"))
    }
}
