// An entity of another module than Golden, written by hand the way the generator would.
import OrmRuntime

enum PersonSchema: HandmadeSchema {
    static var tables: [Table] { [Person.ormTable] }
}

struct Person: KeyedEntity, Equatable {
    typealias OrmSchema = PersonSchema
    typealias ID = Int
    var id: Int
    var name: String

    static let ormTable = Table(
        type: "Person", name: "Person",
        columns: [
            Column(name: "id", field: "id", type: "Int"),
            Column(name: "name", field: "name", type: "String"),
        ],
        key: [0], indexes: [],
        creation: [
            "CREATE TABLE Person(id INTEGER NOT NULL PRIMARY KEY, name TEXT NOT NULL) STRICT"
        ])
    static var ormNumber: Int { 0 }
    static var ormSelection: StaticString { "SELECT id, name, rowid FROM Person" }
    static var ormInsert: Slot { Slot(7, "INSERT INTO Person VALUES (?, ?)") }
    static var ormUpsert: Slot { Slot(8, "INSERT OR REPLACE INTO Person VALUES (?, ?)") }
    static var ormFind: Slot { Slot(9, "SELECT id, name, rowid FROM Person WHERE id = ?") }
    static var ormDelete: Slot { Slot(10, "DELETE FROM Person WHERE id = ?") }
    static var ormColumnCount: Int32 { 2 }
    static var ormColumns: [Column] { ormTable.columns }
    var ormID: Int { id }
    static func ormBind(
        _ id: Int, to statement: borrowing Statement, at first: Int32
    ) throws(StoreError) {
        try id.ormBind(to: statement, at: first)
    }
    static func ormRead(_ row: borrowing Row, at first: Int32) throws(ColumnFault) -> Person {
        Person(id: try .ormRead(row.cell(at: first)), name: try .ormRead(row.cell(at: first + 1)))
    }
    func ormBind(to statement: borrowing Statement, at first: Int32) throws(StoreError) {
        try id.ormBind(to: statement, at: first)
        try name.ormBind(to: statement, at: first + 1)
    }
    func ormStoredValue(at column: Int) -> StoredValue {
        column == 0 ? id.ormStoredValue : name.ormStoredValue
    }
}
