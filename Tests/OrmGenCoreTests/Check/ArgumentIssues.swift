// SPDX-License-Identifier: MIT
// Goal: what '@Persist(…)' says is checked down to the single literal. Method: a table of
// sources with the exact diagnostics beside them.
import Testing

@Suite struct ArgumentIssues {
    @Test(arguments: cases)
    func areReported(_ example: Rejected) {
        #expect(issues(in: example.source) == example.issues)
    }

    static let cases: [Rejected] = [
        Rejected(
            "not literal",
            #"""
            @Persist(table: name) struct A { var a: Int }
            @Persist(table: "a\(1)") struct B { var a: Int }
            @Persist(storage) struct C { var a: Int }
            @Persist(unique: lists) struct D { var a: Int }
            @Persist(index: [[\.a]]) struct E { var a: Int }
            @Persist(unique: ["a"]) struct F { var a: Int }
            """#,
            #"""
            a.swift:1:17: error: the table's name is not a string literal; write the name itself, attributes are read without being run [non-literal-argument]
            a.swift:2:17: error: the table's name is not a string literal; write the name itself, attributes are read without being run [non-literal-argument]
            a.swift:3:10: error: 'storage' is not a kind of storage; write '.table' or '.embedded' [non-literal-argument]
            a.swift:4:18: error: 'unique' is not a list of lists of string literals; write 'unique: [["first", "second"]]' with names of fields [non-literal-argument]
            a.swift:5:19: error: 'index' is not a list of lists of string literals; write 'index: [["first", "second"]]' with names of fields [non-literal-argument]
            a.swift:6:19: error: 'unique' is not a list of lists of string literals; write 'unique: [["first", "second"]]' with names of fields [non-literal-argument]
            """#),
        Rejected(
            "unknown",
            #"""
            @Persist(name: "people") struct A { var a: Int }
            """#,
            #"""
            a.swift:1:10: error: '@Persist' has no argument 'name'; use 'table', 'unique' or 'index' [unknown-argument]
            """#),
        Rejected(
            "table name",
            #"""
            @Persist(table: "") struct A { var a: Int }
            @Persist(table: "SQLite_people") struct B { var a: Int }
            @Persist(table: "orm_people") struct C { var a: Int }
            @Persist struct Orm_D { var a: Int }
            @Persist(table: "a\0b") struct E { var a: Int }
            """#,
            #"""
            a.swift:1:17: error: the table's name is empty; name it after what it holds, such as "people" [invalid-table-name]
            a.swift:2:17: error: table names that begin with 'sqlite_' are reserved; give another name with '@Persist(table:)' [reserved-table-name]
            a.swift:3:17: error: table names that begin with 'orm_' are reserved; give another name with '@Persist(table:)' [reserved-table-name]
            a.swift:4:17: error: table names that begin with 'orm_' are reserved; give another name with '@Persist(table:)' [reserved-table-name]
            a.swift:5:17: error: the table's name contains U+0000; name it after what it holds, such as "people" [invalid-table-name]
            """#),
        Rejected(
            "same table",
            #"""
            @Persist(table: "people") struct A { var a: Int }
            @Persist(table: "PEOPLE") struct B { var a: Int }
            @Persist struct People { var a: Int }
            @Persist(.embedded) struct people { var a: Int }
            """#,
            #"""
            a.swift:2:17: error: 'B' and 'A' are both stored in table 'PEOPLE'; give one of them another name with '@Persist(table:)' [duplicate-table]
            a.swift:3:17: error: 'People' and 'A' are both stored in table 'People'; give one of them another name with '@Persist(table:)' [duplicate-table]
            """#),
        Rejected(
            "embedded",
            #"""
            @Persist(.embedded, table: "a", unique: [["a"]], index: [["a"]]) struct A { var a: Int }
            @Persist(.embedded) struct B {
                @Key var a: Int
                @Unique var b: Int
                @Index var c: Int
            }
            """#,
            #"""
            a.swift:1:21: error: 'table' needs a table, and 'A' is embedded; remove it, or store 'A' in a table of its own [without-table]
            a.swift:1:33: error: 'unique' needs a table, and 'A' is embedded; remove it, or store 'A' in a table of its own [without-table]
            a.swift:1:50: error: 'index' needs a table, and 'A' is embedded; remove it, or store 'A' in a table of its own [without-table]
            a.swift:3:5: error: '@Key' needs a table, and 'B' is embedded; put it on the field that holds the 'B' [without-table]
            a.swift:4:5: error: '@Unique' needs a table, and 'B' is embedded; put it on the field that holds the 'B' [without-table]
            a.swift:5:5: error: '@Index' needs a table, and 'B' is embedded; put it on the field that holds the 'B' [without-table]
            """#),
        Rejected(
            "field names",
            #"""
            @Persist(unique: [["nmae"]], index: [["name", "name"], ["street"], ["Mail"]])
            struct A {
                var name: String
                var mail: String
                static var street = 1
            }
            """#,
            #"""
            a.swift:1:20: error: 'A' has no field 'nmae'; did you mean 'name'? [unknown-field]
            a.swift:1:47: error: field 'name' is in the list twice; name each field once [repeated-field]
            a.swift:1:57: error: 'A' has no field 'street'; the fields are: name, mail [unknown-field]
            a.swift:1:69: error: 'A' has no field 'Mail'; did you mean 'mail'? [unknown-field]
            """#),
        Rejected(
            "empty",
            #"""
            @Persist(unique: [[]], index: []) struct A { var a: Int }
            """#,
            #"""
            a.swift:1:19: error: a list of 'unique' names no field; name at least one field or remove it [empty-field-list]
            a.swift:1:31: error: a list of 'index' names no field; name at least one field or remove it [empty-field-list]
            """#),
    ]
}
