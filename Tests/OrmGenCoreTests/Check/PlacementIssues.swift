// SPDX-License-Identifier: MIT
// Goal: '@Key', '@Unique' and '@Index' anywhere else than on a field are reported. Method: a table
// of sources with the exact diagnostics beside them.
import Testing

@Suite struct PlacementIssues {
    @Test(arguments: cases)
    func areReported(_ example: Rejected) {
        #expect(issues(in: example.source) == example.issues)
    }

    static let cases: [Rejected] = [
        Rejected(
            "not a property",
            #"""
            @Persist struct A {
                var a: Int
                @Key func f() {}
                @Unique init(a: Int) { self.a = a }
                @Index struct B {}
                @Index typealias C = Int
            }
            @Persist enum M: String { @Key case a }
            """#,
            #"""
            a.swift:3:5: error: '@Key' applies to stored properties of '@Persist' structs, not to a function; remove it [misplaced-attribute]
            a.swift:4:5: error: '@Unique' applies to stored properties of '@Persist' structs, not to an initialiser; remove it [misplaced-attribute]
            a.swift:5:5: error: '@Index' applies to stored properties of '@Persist' structs, not to a struct; remove it [misplaced-attribute]
            a.swift:6:5: error: '@Index' applies to stored properties of '@Persist' structs, not to a type alias; remove it [misplaced-attribute]
            a.swift:8:27: error: '@Key' applies to stored properties of '@Persist' structs, not to an enum case; remove it [misplaced-attribute]
            """#),
        Rejected(
            "not stored",
            #"""
            @Persist struct A {
                var a: Int
                @Key static var b = 1
                @Unique var c: Int { 1 }
                @Index var d: Int { get { 1 } set {} }
            }
            """#,
            #"""
            a.swift:3:5: error: '@Key' applies to stored properties of '@Persist' structs, not to a static property; remove it [misplaced-attribute]
            a.swift:4:5: error: '@Unique' applies to stored properties of '@Persist' structs, not to a computed property; store the value or remove it [misplaced-attribute]
            a.swift:5:5: error: '@Index' applies to stored properties of '@Persist' structs, not to a computed property; store the value or remove it [misplaced-attribute]
            """#),
        Rejected(
            "not annotated",
            #"""
            struct A { @Key var a: Int; @Index var b: Int; @Key func c() {} }
            class B { @Unique var a = 1 }
            @Index var c = 1
            enum E { @Key static var x = 1 }
            extension A { @Key var b: Int { 1 } }
            func f() { @Key var x = 1 }
            """#,
            #"""
            a.swift:1:12: error: '@Key' applies to stored properties of '@Persist' structs, and 'A' is not annotated; annotate 'A' with '@Persist' [misplaced-attribute]
            a.swift:2:11: error: '@Unique' applies to stored properties of '@Persist' structs, not to one of a class; make it a struct and annotate it with '@Persist' [misplaced-attribute]
            a.swift:3:1: error: '@Index' applies to stored properties of '@Persist' structs, not to this property; remove it [misplaced-attribute]
            a.swift:4:10: error: '@Key' applies to stored properties of '@Persist' structs, not to this property; remove it [misplaced-attribute]
            a.swift:5:15: error: '@Key' applies to stored properties of '@Persist' structs, not to this property; remove it [misplaced-attribute]
            a.swift:6:12: error: '@Key' applies to stored properties of '@Persist' structs, not to a local variable; remove it [misplaced-attribute]
            """#),
        Rejected(
            "local variable",
            #"""
            @Persist struct A {
                var a: Int
                func f() { @Key var b = 1 }
                var c: Int { @Index var d = 1; return d }
            }
            """#,
            #"""
            a.swift:3:16: error: '@Key' applies to stored properties of '@Persist' structs, not to a local variable; remove it [misplaced-attribute]
            a.swift:4:18: error: '@Index' applies to stored properties of '@Persist' structs, not to a local variable; remove it [misplaced-attribute]
            """#),
        Rejected(
            "several",
            #"""
            @Persist struct A { @Key var a: Int, b: Int }
            """#,
            #"""
            a.swift:1:21: error: '@Key' applies to stored properties of '@Persist' structs, one at a time; declare the properties separately [misplaced-attribute]
            """#),
        Rejected(
            "twice",
            #"""
            @Persist struct A { @Key @Key var a: Int; @OrmRuntime.Index @Index var b: Int }
            """#,
            #"""
            a.swift:1:26: error: '@Key' is written twice; remove one [repeated-attribute]
            a.swift:1:61: error: '@Index' is written twice; remove one [repeated-attribute]
            """#),
    ]
}
