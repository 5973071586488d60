// SPDX-License-Identifier: MIT
// Goal: '@Persist' in a place generated code cannot reach is reported, once and with a way out.
// Method: a table of sources with the exact diagnostics beside them.
import Testing

@Suite struct DeclarationIssues {
    @Test(arguments: cases)
    func areReported(_ example: Rejected) {
        #expect(issues(in: example.source) == example.issues)
    }

    static let cases: [Rejected] = [
        Rejected(
            "class",
            #"""
            @Persist class Contact {
                @Key var id = 0
                var name: String = ""
            }
            struct User {}
            @Persist struct Holder { var contact: Contact }
            """#,
            #"""
            a.swift:1:1: error: '@Persist' applies to structs and enums, not to a class; make it a struct [unsupported-declaration]
            """#),
        Rejected(
            "actor",
            #"""
            @Persist actor Contact { var name: String = "" }
            """#,
            #"""
            a.swift:1:1: error: '@Persist' applies to structs and enums, not to an actor; make it a struct [unsupported-declaration]
            """#),
        Rejected(
            "protocol",
            #"""
            @Persist protocol Named { var name: String { get } }
            """#,
            #"""
            a.swift:1:1: error: '@Persist' applies to structs and enums, not to a protocol; annotate the structs that conform to it [unsupported-declaration]
            """#),
        Rejected(
            "extension",
            #"""
            struct Contact { var name: String }
            @Persist extension Contact {}
            """#,
            #"""
            a.swift:2:1: error: '@Persist' applies to structs and enums, not to an extension; annotate the type where it is declared [unsupported-declaration]
            """#),
        Rejected(
            "function",
            #"""
            @Persist func save() {}
            """#,
            #"""
            a.swift:1:1: error: '@Persist' applies to structs and enums, not to a function; annotate a struct or an enum [unsupported-declaration]
            """#),
        Rejected(
            "property",
            #"""
            @Persist var count = 0
            """#,
            #"""
            a.swift:1:1: error: '@Persist' applies to structs and enums, not to a property; annotate a struct or an enum [unsupported-declaration]
            """#),
        Rejected(
            "type alias",
            #"""
            @Persist typealias Name = String
            """#,
            #"""
            a.swift:1:1: error: '@Persist' applies to structs and enums, not to a type alias; annotate the type it stands for [unsupported-declaration]
            """#),
        Rejected(
            "member",
            #"""
            struct Contact {
                @Persist init() {}
                @Persist subscript(i: Int) -> Int { i }
            }
            """#,
            #"""
            a.swift:2:5: error: '@Persist' applies to structs and enums, not to an initialiser; annotate a struct or an enum [unsupported-declaration]
            a.swift:3:5: error: '@Persist' applies to structs and enums, not to a subscript; annotate a struct or an enum [unsupported-declaration]
            """#),
        Rejected(
            "twice",
            #"""
            @Persist @Persist(table: "x") struct Contact { var name: String }
            """#,
            #"""
            a.swift:1:10: error: '@Persist' is written twice; combine the arguments in one attribute [repeated-attribute]
            """#),
        Rejected(
            "generic struct",
            #"""
            @Persist struct Box<T> { var count: Int }
            @Persist struct Holder { var box: Box<Int> }
            """#,
            #"""
            a.swift:1:17: error: 'Box' is generic, so it has no single table; persist a concrete type [generic-type]
            """#),
        Rejected(
            "generic enclosing type",
            #"""
            struct Outer<T> { struct Middle { @Persist struct Inner { var a: Int } } }
            """#,
            #"""
            a.swift:1:51: error: 'Inner' is inside a generic type, so it has no single table; persist a concrete type [generic-type]
            """#),
        Rejected(
            "extension of a generic type",
            #"""
            struct Outer<T> {}
            extension Outer { @Persist struct Inner { var a: Int } }
            """#,
            #"""
            a.swift:2:35: error: 'Outer.Inner' is inside a generic type, so it has no single table; persist a concrete type [generic-type]
            """#),
        Rejected(
            "noncopyable",
            #"""
            @Persist struct Handle: ~Copyable { var number: Int }
            """#,
            #"""
            a.swift:1:25: error: 'Handle' is noncopyable, so its rows cannot be shared; persist a copyable type [noncopyable-type]
            """#),
        Rejected(
            "local to a function",
            #"""
            func work() {
                @Persist struct Local { var a: Int }
                let f = {
                    @Persist enum Mood: String { case good }
                }
            }
            """#,
            #"""
            a.swift:2:21: error: 'Local' is local to a function, where no extension can reach it; declare it in the file or in a type [local-type]
            a.swift:4:23: error: 'Mood' is local to a function, where no extension can reach it; declare it in the file or in a type [local-type]
            """#),
        Rejected(
            "local to a getter",
            #"""
            var x: Int {
                @Persist struct Local { var a: Int }
                return 0
            }
            """#,
            #"""
            a.swift:2:21: error: 'Local' is local to a function, where no extension can reach it; declare it in the file or in a type [local-type]
            """#),
        Rejected(
            "local to a block",
            #"""
            if true {
                @Persist struct Local { var a: Int }
            }
            """#,
            #"""
            a.swift:2:21: error: 'Local' is local to a function, where no extension can reach it; declare it in the file or in a type [local-type]
            """#),
        Rejected(
            "conditional",
            #"""
            #if DEBUG
            @Persist struct A { var a: Int }
            #else
            @Persist struct A { var b: Int }
            #endif
            """#,
            #"""
            a.swift:2:17: error: 'A' is declared under an '#if' that has other branches; give each branch an '#if' of its own, or declare 'A' always [conditional-type]
            a.swift:4:17: error: 'A' is declared under an '#if' that has other branches; give each branch an '#if' of its own, or declare 'A' always [conditional-type]
            """#),
        Rejected(
            "of an actor",
            #"""
            @MainActor @Persist struct A { var a: Int }
            @Persist @StorageActor enum B: String { case b }
            """#,
            #"""
            a.swift:1:1: error: 'A' belongs to an actor, and stores read and write it on threads of their own; remove '@MainActor' or write 'nonisolated' in its place [isolated-type]
            a.swift:2:10: error: 'B' belongs to an actor, and stores read and write it on threads of their own; remove '@StorageActor' or write 'nonisolated' in its place [isolated-type]
            """#),
        Rejected(
            "private",
            #"""
            @Persist private struct A { var a: Int }
            @Persist fileprivate enum B: String { case b }
            """#,
            #"""
            a.swift:1:25: error: 'A' is private, so generated code cannot extend it; make it internal or wider [private-type]
            a.swift:2:27: error: 'B' is fileprivate, so generated code cannot extend it; make it internal or wider [private-type]
            """#),
        Rejected(
            "inside a private type",
            #"""
            private enum Space { @Persist struct A { var a: Int } }
            """#,
            #"""
            a.swift:1:38: error: 'A' is private, so generated code cannot extend it; make it internal or wider [private-type]
            """#),
        Rejected(
            "inside an extension of a private type",
            #"""
            private enum Space {}
            extension Space { @Persist struct A { var a: Int } }
            """#,
            #"""
            a.swift:2:35: error: 'Space.A' is inside a private type, so generated code cannot extend it; make it internal or wider [private-type]
            """#),
        Rejected(
            "private extension",
            #"""
            enum Space {}
            private extension Space { @Persist struct A { var a: Int } }
            """#,
            #"""
            a.swift:2:43: error: 'A' is private, so generated code cannot extend it; make it internal or wider [private-type]
            """#),
        Rejected(
            "public without Sendable",
            #"""
            @Persist public struct A { var a: Int }
            @Persist package struct B: Equatable { var a: Int }
            @Persist public enum C: String { case c }
            public enum Space { @Persist public struct D { var a: Int } }
            public extension Space { @Persist struct E { var a: Int } }
            """#,
            #"""
            a.swift:1:24: error: 'A' is not declared Sendable, which is not inferred for public types; write 'public struct A: Sendable' [not-sendable]
            a.swift:2:25: error: 'B' is not declared Sendable, which is not inferred for package types; write 'package struct B: Sendable' [not-sendable]
            a.swift:3:22: error: 'C' is not declared Sendable, which is not inferred for public types; add 'Sendable' after the raw type [not-sendable]
            a.swift:4:44: error: 'Space.D' is not declared Sendable, which is not inferred for public types; write 'public struct D: Sendable' [not-sendable]
            a.swift:5:42: error: 'Space.E' is not declared Sendable, which is not inferred for public types; write 'public struct E: Sendable' [not-sendable]
            """#),
        Rejected(
            "local with a key",
            #"""
            func work() {
                @Persist struct Local { @Key var a: Int }
            }
            """#,
            #"""
            a.swift:2:21: error: 'Local' is local to a function, where no extension can reach it; declare it in the file or in a type [local-type]
            """#),
        Rejected(
            "broken file",
            #"""
            @Persist struct A { var a: Int, var b: }
            @Persist struct B { var c: Date }
            @Persist
            """#,
            #"""
            a.swift:2:28: error: field 'c' has type 'Date', which is not supported; store seconds or microseconds since 1970 as 'Double' or 'Int64' [unsupported-type]
            """#),
    ]
}
