// SPDX-License-Identifier: MIT
// Goal: flattened columns never collide, never exceed SQLite's number and always end. Method: a
// table of sources with the exact diagnostics beside them.
import Testing

@Suite struct ColumnIssues {
    @Test(arguments: cases)
    func areReported(_ example: Rejected) {
        #expect(issues(in: example.source) == example.issues)
    }

    static let cases: [Rejected] = [
        Rejected(
            "case",
            #"""
            @Persist struct A { var name: String; var Name: String }
            """#,
            #"""
            a.swift:1:43: error: fields 'name' and 'Name' of 'A' both use column 'Name'; rename one of them, SQLite ignores case [duplicate-column]
            """#),
        Rejected(
            "group",
            #"""
            @Persist(.embedded) struct Address { var city: String; var zip: String }
            @Persist struct A {
                var address: Address
                var address_city: String
                var Address_Zip: String
            }
            @Persist struct B {
                var work_city: String
                var work_zip: String
                var work: Address
            }
            """#,
            #"""
            a.swift:4:9: error: fields 'address' and 'address_city' of 'A' both use column 'address_city'; rename one of them [duplicate-column]
            a.swift:5:9: error: fields 'address' and 'Address_Zip' of 'A' both use column 'Address_Zip'; rename one of them, SQLite ignores case [duplicate-column]
            a.swift:10:9: error: fields 'work_city' and 'work' of 'B' both use column 'work_city'; rename one of them [duplicate-column]
            """#),
        Rejected(
            "presence",
            #"""
            @Persist(.embedded) struct Home { var address: Address? }
            @Persist(.embedded) struct Address { var city: String }
            @Persist struct A {
                var home: Home
                var home_address: Bool
                var home_address_city: String
            }
            """#,
            #"""
            a.swift:5:9: error: fields 'home' and 'home_address' of 'A' both use column 'home_address'; rename one of them [duplicate-column]
            a.swift:6:9: error: fields 'home' and 'home_address_city' of 'A' both use column 'home_address_city'; rename one of them [duplicate-column]
            """#),
        Rejected(
            "once per group",
            #"""
            @Persist(.embedded) struct Inner { var a: Int; var A: Int }
            @Persist struct Outer { var inner: Inner; var other: Inner }
            """#,
            #"""
            a.swift:1:52: error: fields 'a' and 'A' of 'Inner' both use column 'A'; rename one of them, SQLite ignores case [duplicate-column]
            """#),
        Rejected(
            "itself",
            #"""
            @Persist struct Node { var value: Int; var next: Node? }
            """#,
            #"""
            a.swift:1:44: error: 'Node' contains itself through 'Node.next'; store the key of the other value [recursive-value]
            """#),
        Rejected(
            "cycle",
            #"""
            @Persist struct A { var b: B }
            @Persist struct B { var x: Int; var c: C? }
            @Persist struct C { var a: A }
            @Persist struct D { var a: A; var d: Int }
            """#,
            #"""
            a.swift:1:25: error: 'A' contains itself through 'A.b', 'B.c', 'C.a'; store the key of the other value [recursive-value]
            """#),
    ]
}

@Suite struct ColumnLimit {
    @Test func twoThousandColumnsAreAccepted() {
        #expect(issues(in: wide(2000)) == [])
    }

    @Test func oneMoreIsReportedOnlyWhereItIsDeclared() {
        let source = wide(2001) + "@Persist struct Outer { var wide: Wide }\n"
        #expect(
            issues(in: source) == [
                "a.swift:1:17: error: 'Wide' has more than 2000 columns, counting those of nested "
                    + "structs; split it into several types [too-many-columns]"
            ])
    }

    @Test func doublingNestsAreCountedWithoutBeingWrittenOut() {
        var source = "@Persist(.embedded) struct T0 { var a: Int; var b: Int }\n"
        for level in 1...60 {
            source += "@Persist(.embedded) struct T\(level) "
            source += "{ var a: T\(level - 1); var b: T\(level - 1) }\n"
        }
        #expect(
            issues(in: source) == [
                "a.swift:11:28: error: 'T10' has more than 2000 columns, counting those of nested "
                    + "structs; split it into several types [too-many-columns]"
            ])
    }

    private func wide(_ count: Int) -> String {
        let fields = (0..<count).map { "    var a\($0): Int\n" }.joined()
        return "@Persist struct Wide {\n\(fields)}\n"
    }
}
