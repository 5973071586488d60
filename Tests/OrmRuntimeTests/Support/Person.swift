// An entity of another module than Golden, written by hand the way the generator would.
import OrmRuntime

enum PersonSchema: HandmadeSchema {
    static var tables: [Table] { [Person.ormTable] }
}

struct Person: NaturalKeyEntity, Equatable {
    typealias OrmSchema = PersonSchema
    typealias ID = Int
    var id: Int
    var name: String

    static let ormTable = Table(
        type: "Person", name: "Person",
        columns: [
            Column("id", "INTEGER NOT NULL PRIMARY KEY", type: "Int"),
            Column("name", "TEXT NOT NULL", type: "String"),
        ],
        key: [0])
    static var ormNumber: Int { 0 }
    static var ormSelection: StaticString { "SELECT id, name, rowid FROM Person" }
    static var ormInsert: StaticStatement { StaticStatement(7, "INSERT INTO Person VALUES (?, ?)") }
    static var ormUpsert: StaticStatement {
        StaticStatement(8, "INSERT OR REPLACE INTO Person VALUES (?, ?)")
    }
    static var ormFind: StaticStatement {
        StaticStatement(9, "SELECT id, name, rowid FROM Person WHERE id = ?")
    }
    static var ormDelete: StaticStatement { StaticStatement(10, "DELETE FROM Person WHERE id = ?") }
    var ormID: Int { id }
    init(id: Int, name: String) {
        self.id = id
        self.name = name
    }
    init(ormRow row: borrowing Row, at first: Int32) throws(ColumnFault) {
        id = try .ormRead(row.cell(at: first))
        name = try .ormRead(row.cell(at: first + 1))
    }
    func ormBind(to statement: borrowing Statement, at first: Int32) throws(StoreError) {
        try id.ormBind(to: statement, at: first)
        try name.ormBind(to: statement, at: first + 1)
    }
    var ormStoredValues: [StoredValue] { [id.ormStoredValue, name.ormStoredValue] }
}
