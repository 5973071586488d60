// SPDX-License-Identifier: MIT
// Goal: what the user wrote and generated code would declare again is reported. Method: a table of
// sources with the exact diagnostics beside them.
import Testing

@Suite struct ClashIssues {
    @Test(arguments: cases)
    func areReported(_ example: Rejected) {
        #expect(issues(in: example.source) == example.issues)
    }

    static let cases: [Rejected] = [
        Rejected(
            "members of the body",
            #"""
            @Persist struct A {
                var a: Int
                struct Where {}
                enum OrmSchema {}
                class Change {}
                typealias ID = Int
                static let OrmRecord = 1
                static func Schema() {}
                static var ormTable: Int { 1 }
                static func ormalise() {}
                var ID: Int { a }
                func ormSave() {}
            }
            """#,
            #"""
            a.swift:3:12: error: 'Where' is a name that generated code declares in 'A'; rename it [member-clash]
            a.swift:4:10: error: 'OrmSchema' is a name that generated code declares in 'A'; rename it [member-clash]
            a.swift:6:15: error: 'ID' is a name that generated code declares in 'A'; rename it [member-clash]
            a.swift:7:16: error: 'OrmRecord' is a name that generated code declares in 'A'; rename it [member-clash]
            a.swift:9:16: error: 'ormTable' is a name that generated code declares in 'A'; rename it [member-clash]
            """#),
        Rejected(
            "under a condition",
            #"""
            @Persist struct A {
                var a: Int
                #if DEBUG
                struct Where {}
                #endif
            }
            """#,
            #"""
            a.swift:4:12: error: 'Where' is a name that generated code declares in 'A'; rename it [member-clash]
            """#),
        Rejected(
            "members of an extension",
            #"""
            @Persist struct A { var a: Int }
            enum Space { @Persist struct B { var a: Int } }
            typealias Alias = Space.B
            extension A { struct Where {} }
            extension Space.B { static let ormX = 1; typealias Mine = Int }
            extension Alias { typealias ID = Int }
            extension Space { struct Where {} }
            """#,
            #"""
            a.swift:4:22: error: 'Where' is a name that generated code declares in 'A'; rename it [member-clash]
            a.swift:5:32: error: 'ormX' is a name that generated code declares in 'Space.B'; rename it [member-clash]
            a.swift:6:29: error: 'ID' is a name that generated code declares in 'Space.B'; rename it [member-clash]
            """#),
        Rejected(
            "the type itself",
            #"""
            @Persist struct Where { var a: Int }
            enum Space { @Persist enum ID: Int { case a } }
            """#,
            #"""
            a.swift:1:17: error: 'Where' is a name that generated code declares in every '@Persist' type; rename it [member-clash]
            a.swift:2:28: error: 'ID' is a name that generated code declares in every '@Persist' type; rename it [member-clash]
            """#),
        Rejected(
            "conformances",
            #"""
            @Persist struct A: Entity { var a: Int }
            @Persist struct B { var a: Int }
            extension B: OrmRuntime.ColumnGroup, Equatable {}
            @Persist enum C: String, ColumnValue { case a }
            @Persist struct D: Other.Entity { var a: Int }
            """#,
            #"""
            a.swift:1:20: error: the conformance of 'A' to 'Entity' is generated; remove it, '@Persist' is enough [conformance-clash]
            a.swift:3:14: error: the conformance of 'B' to 'ColumnGroup' is generated; remove it, '@Persist' is enough [conformance-clash]
            a.swift:4:26: error: the conformance of 'C' to 'ColumnValue' is generated; remove it, '@Persist' is enough [conformance-clash]
            """#),
    ]
}
