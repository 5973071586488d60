// An entity without key of another module than Golden, whose number is that of Golden's notes.
import OrmRuntime

@testable import Golden

enum StraySchema: HandmadeSchema {
    static var tables: [Table] { [Stray.ormTable] }
}

struct Stray: KeylessEntity {
    typealias OrmSchema = StraySchema
    typealias ID = RowID<Stray>
    var text: String

    static let ormTable = Table(
        type: "Stray", name: "Stray", columns: [Column("text", "TEXT NOT NULL", type: "String")],
        key: [])
    static var ormNumber: Int { Note.ormNumber }
    static var ormSelection: StaticString { "SELECT text, rowid FROM Stray" }
    static var ormInsert: StaticStatement { StaticStatement(7, "INSERT INTO Stray VALUES (?)") }
    static var ormReplace: StaticStatement {
        StaticStatement(8, "UPDATE Stray SET text = ? WHERE rowid = ?")
    }
    static var ormFind: StaticStatement {
        StaticStatement(9, "SELECT text, rowid FROM Stray WHERE rowid = ?")
    }
    static var ormDelete: StaticStatement {
        StaticStatement(10, "DELETE FROM Stray WHERE rowid = ?")
    }
    init(text: String) {
        self.text = text
    }
    init(ormRow row: borrowing Row, at first: Int32) throws(ColumnFault) {
        text = try .ormRead(row.cell(at: first))
    }
    func ormBind(to statement: borrowing Statement, at first: Int32) throws(StoreError) {
        try text.ormBind(to: statement, at: first)
    }
    var ormStoredValues: [StoredValue] { [text.ormStoredValue] }
    static func ormRecord(_ row: borrowing Row) -> Result<Stored<Stray>, ColumnFault> {
        do throws(ColumnFault) {
            let id = RowID<Stray>(rawValue: try row.integer(at: 1))
            return .success(.init(id: id, value: try Stray(ormRow: row, at: 0)))
        } catch {
            return .failure(error)
        }
    }
}
