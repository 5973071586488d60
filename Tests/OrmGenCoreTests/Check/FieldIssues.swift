// SPDX-License-Identifier: MIT
// Goal: a stored property that cannot be a field is reported where it stands, without follow-ups.
// Method: a table of sources with the exact diagnostics beside them.
import Testing

@Suite struct FieldIssues {
    @Test(arguments: cases)
    func areReported(_ example: Rejected) {
        #expect(issues(in: example.source) == example.issues)
    }

    static let cases: [Rejected] = [
        Rejected(
            "no fields",
            #"""
            @Persist struct A {
                static var count = 0
                var computed: Int { 0 }
            }
            """#,
            #"""
            a.swift:1:17: error: 'A' has no stored properties, so there is nothing to store; add a field or remove '@Persist' [no-fields]
            """#),
        Rejected(
            "private field",
            #"""
            @Persist struct A {
                private var a: Int
                fileprivate let b: Int
                private(set) var c: Int
            }
            """#,
            #"""
            a.swift:2:5: error: field 'a' is private, so generated code cannot see it; remove the modifier, or write 'private(set)' [private-field]
            a.swift:3:5: error: field 'b' is fileprivate, so generated code cannot see it; remove the modifier, or write 'fileprivate(set)' [private-field]
            """#),
        Rejected(
            "missing type",
            #"""
            @Persist struct A {
                var a = make()
                var b = "\(1)"
                var c = []
                var d = 1 + 2
            }
            """#,
            #"""
            a.swift:2:9: error: the type of field 'a' is not written; write it, as in 'var a: String = …' [missing-type]
            a.swift:3:9: error: the type of field 'b' is not written; write it, as in 'var b: String = …' [missing-type]
            a.swift:4:9: error: the type of field 'c' is not written; write it, as in 'var c: String = …' [missing-type]
            a.swift:5:9: error: the type of field 'd' is not written; write it, as in 'var d: String = …' [missing-type]
            """#),
        Rejected(
            "constant",
            #"""
            @Persist struct A {
                let version = 1
                let name: String = ""
                let kept: Int
            }
            """#,
            #"""
            a.swift:2:5: error: 'version' is a constant with a fixed value, which no stored row can change; write 'var' to store it, or 'static let' to share it [constant-field]
            a.swift:3:5: error: 'name' is a constant with a fixed value, which no stored row can change; write 'var' to store it, or 'static let' to share it [constant-field]
            """#),
        Rejected(
            "lazy",
            #"""
            @Persist struct A { var a: Int
                lazy var b: Int = 1 }
            """#,
            #"""
            a.swift:2:5: error: field 'b' is lazy, so it may have no value yet; store the value, or make it a computed property [lazy-field]
            """#),
        Rejected(
            "weak and unowned",
            #"""
            @Persist struct A { var a: Int
                weak var b: C?
                unowned let c: C
                unowned(unsafe) let d: C }
            class C {}
            """#,
            #"""
            a.swift:2:5: error: field 'b' is a weak reference; store a value, such as the key of the other entity [reference-field]
            a.swift:3:5: error: field 'c' is an unowned reference; store a value, such as the key of the other entity [reference-field]
            a.swift:4:5: error: field 'd' is an unowned reference; store a value, such as the key of the other entity [reference-field]
            """#),
        Rejected(
            "pattern",
            #"""
            @Persist struct A { var a: Int
                var (b, c) = (1, 2)
                var _ = 3 }
            """#,
            #"""
            a.swift:2:9: error: a stored property of 'A' is declared by a pattern; declare each property by its own name [pattern-field]
            a.swift:3:9: error: a stored property of 'A' is declared by a pattern; declare each property by its own name [pattern-field]
            """#),
        Rejected(
            "wrapped",
            #"""
            @Persist struct A {
                @Clamped var a: Int
                @ObservationIgnored var b: Int
                @Lib.Wrapped(1) var c: Int
                @available(*, deprecated) @usableFromInline var d: Int
            }
            """#,
            #"""
            a.swift:2:5: error: '@Clamped' may be a property wrapper, which hides field 'a'; remove it, or make 'a' a computed property over a stored one [wrapped-field]
            a.swift:3:5: error: '@ObservationIgnored' may be a property wrapper, which hides field 'b'; remove it, or make 'b' a computed property over a stored one [wrapped-field]
            a.swift:4:5: error: '@Lib.Wrapped' may be a property wrapper, which hides field 'c'; remove it, or make 'c' a computed property over a stored one [wrapped-field]
            """#),
        Rejected(
            "conditional",
            #"""
            @Persist(index: [["b"]]) struct A {
                var a: Int
                #if DEBUG
                var b: Int
                #else
                func helper() {}
                #endif
                #if DEBUG
                func other() {}
                var c: Int { 1 }
                #endif
            }
            """#,
            #"""
            a.swift:3:5: error: a stored property of 'A' is declared under '#if'; store it always, or move it to a type that is not '@Persist' [conditional-field]
            """#),
        Rejected(
            "init accessor",
            #"""
            @Persist struct A {
                var a: Int
                var b: Int {
                    @storageRestrictions(initializes: a) init { a = newValue }
                    get { a }
                }
            }
            """#,
            #"""
            a.swift:4:9: error: a property of 'A' with an init accessor changes its initialiser; store the property itself [init-accessor]
            """#),
        Rejected(
            "no cascade from a broken field",
            #"""
            @Persist(unique: [["a"]]) struct A {
                @Key lazy var a: Int = 1
                init() {}
            }
            @Persist struct B { var a: A; var b: A? }
            """#,
            #"""
            a.swift:1:19: warning: the unique constraint on 'a' is redundant; remove it, the key is unique already [redundant-constraint]
            a.swift:2:10: error: field 'a' is lazy, so it may have no value yet; store the value, or make it a computed property [lazy-field]
            """#),
    ]
}
