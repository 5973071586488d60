// SPDX-License-Identifier: MIT
// Goal: names, access, keys and conditions around the fields come out as Swift means them. Method:
// a table of sources with the exact model beside them, warnings first.
import Testing

@Suite struct AcceptedTypes {
    @Test(arguments: cases)
    func giveTheModel(_ example: Accepted) {
        #expect(result(of: example.source) == example.result)
    }

    static let cases: [Accepted] = [
        Accepted(
            "attributes of other libraries",
            #"""
            struct Other { @Index("name") var a: Int; @Lib.Key var b: Int; @Persisted var c: Int }
            @Persist struct A { @Key() var a: Int }
            """#,
            #"""
            a.swift:2:17: internal struct A, table 'A'
                2:32 a: Int
                key a
            """#),
        Accepted(
            "keys and indexes",
            #"""
            @Persist(table: "people", unique: [["a", "b"]], index: [["name", "a"], ["b"]])
            struct Person {
                @Key var a: Int
                @OrmRuntime.Key let b: String
                @Unique var mail: String
                @Index
                var name: String
                @Unique @Index var other: Int
            }
            @OrmRuntime.Persist(.table, table: nil) struct B { var a: Int }
            @Persist(.embedded) struct C { var a: Int }
            @Persist(PersistStorage.embedded) struct D { var a: Int }
            """#,
            #"""
            a.swift:1:36: warning: the unique constraint on 'a', 'b' is redundant; remove it, the key is unique already [redundant-constraint]
            a.swift:8:13: warning: the index on 'other' is redundant; remove it, the unique constraint has one already [redundant-constraint]
            a.swift:2:8: internal struct Person, table 'people'
                3:14 a: Int
                4:25 b: String
                5:17 mail: String
                7:9 name: String
                8:24 other: Int
                key a, b
                unique mail
                unique other
                index name
                index name, a
                index b
            a.swift:10:48: internal struct B, table 'B'
                10:56 a: Int
            a.swift:11:28: internal struct C, embedded
                11:36 a: Int
            a.swift:12:42: internal struct D, embedded
                12:50 a: Int
            """#),
        Accepted(
            "nesting",
            #"""
            enum Library {
                @Persist struct Book { var genre: Genre; var shelf: Shelf?; var kind: Kind
                    @Persist enum Kind: UInt8 { case hard, soft }
                    typealias Shelf = Library.Place }
                @Persist enum Genre: String { case novel, essay }
            }
            extension Library {
                @Persist(.embedded) struct Place { var genre: App.Library.Genre; var other: Library.Book.Kind? }
            }
            @Persist enum Genre: Int { case outer }
            @Persist struct Outer { var genre: Genre; var inner: Library.Genre }
            class Holder { @Persist struct Inside { var genre: Genre } }
            """#,
            #"""
            a.swift:2:21: internal struct Library.Book, table 'Library.Book'
                2:32 genre: enum Library.Genre
                2:50 shelf: struct Library.Place? = nil
                2:69 kind: enum Library.Book.Kind
            a.swift:8:32: internal struct Library.Place, embedded
                8:44 genre: enum Library.Genre
                8:74 other: enum Library.Book.Kind? = nil
            a.swift:11:17: internal struct Outer, table 'Outer'
                11:29 genre: enum Genre
                11:47 inner: enum Library.Genre
            a.swift:12:32: internal struct Holder.Inside, table 'Holder.Inside'
                12:45 genre: enum Genre
            a.swift:3:23: internal enum Library.Book.Kind: UInt8, hard, soft
            a.swift:5:19: internal enum Library.Genre: String, novel, essay
            a.swift:10:15: internal enum Genre: Int, outer
            """#),
        Accepted(
            "aliases",
            #"""
            typealias Name = String
            typealias Maybe = Optional<Name>
            typealias Byte = UInt8
            typealias Lib = Library
            enum Library { typealias Count = Int; @Persist enum Genre: Count { case novel }
                @Persist struct Book { var count: Count; var genre: Lib.Genre } }
            @Persist struct A {
                typealias Local = Double
                var name: Name, maybe: Maybe, bytes: [Byte], count: Lib.Count, local: Local, own: Self.Local
            }
            """#,
            #"""
            a.swift:6:21: internal struct Library.Book, table 'Library.Book'
                6:32 count: Int
                6:50 genre: enum Library.Genre
            a.swift:7:17: internal struct A, table 'A'
                9:9 name: String
                9:21 maybe: String?
                9:35 bytes: [UInt8]
                9:50 count: Int
                9:68 local: Double
                9:82 own: Double
            a.swift:5:53: internal enum Library.Genre: Int, novel
            """#),
        Accepted(
            "access and Sendable",
            #"""
            @Persist public struct A: Sendable { public var a: Int; var b: Int; package var c: Int }
            @Persist public struct B: Hashable { var a: Int }
            extension B: @unchecked Swift.Sendable {}
            @Persist public struct C: Model { var a: Int }
            protocol Model: Base {}
            protocol Base: Sendable {}
            @Persist package enum D: String, Sendable { case d }
            public enum Space: Sendable { @Persist public struct E: Codable & Sendable { var a: Int }
                @Persist struct F { var a: Int } }
            enum Inner { @Persist public struct G { var a: Int } }
            public extension Space { @Persist struct H: Sendable { var a: Int } }
            extension Inner { @Persist public struct I { var a: Int } }
            """#,
            #"""
            a.swift:1:24: public struct A, table 'A'
                1:49 a: Int
                1:61 b: Int
                1:81 c: Int
            a.swift:2:24: public struct B, table 'B'
                2:42 a: Int
            a.swift:4:24: public struct C, table 'C'
                4:39 a: Int
            a.swift:8:54: public struct Space.E, table 'Space.E'
                8:82 a: Int
            a.swift:9:21: internal struct Space.F, table 'Space.F'
                9:29 a: Int
            a.swift:10:37: internal struct Inner.G, table 'Inner.G'
                10:45 a: Int
            a.swift:11:42: public struct Space.H, table 'Space.H'
                11:60 a: Int
            a.swift:12:42: internal struct Inner.I, table 'Inner.I'
                12:50 a: Int
            a.swift:7:23: package enum D: String, d
            """#),
        Accepted(
            "initialisers",
            #"""
            @Persist struct A {
                var a: Int, b: String
                init() { self.init(a: 1, b: "") }
                init(a: Int, b: String = "x", quiet: Bool = false) { self.a = a; self.b = b }
            }
            @Persist struct B { var a: Int }
            extension B { init() { a = 1 } }
            """#,
            #"""
            a.swift:1:17: internal struct A, table 'A'
                2:9 a: Int
                2:17 b: String
            a.swift:6:17: internal struct B, table 'B'
                6:25 a: Int
            """#),
        Accepted(
            "conditions elsewhere",
            #"""
            #if canImport(Foundation)
            import Foundation
            #endif
            #if DEBUG
            let debugging = true
            #else
            func f() { let x = 1 }
            #endif
            @Persist struct A {
                var a: Int
                #if DEBUG
                func describe() {}
                static let flag = 1
                #endif
                @available(*, deprecated) var b: Int
            }
            """#,
            #"""
            a.swift:9:17: internal struct A, table 'A'
                10:9 a: Int
                15:35 b: Int
            """#),
        Accepted(
            "members that are not generated names",
            #"""
            @Persist struct A: Equatable, Comparable {
                var a: Int
                var Where: Int { a }
                func orm() {}
                static func ormalise() {}
                struct Nested { var tags: [String] }
                enum Kind { case some(Int) }
                static func < (l: A, r: A) -> Bool { l.a < r.a }
                subscript(i: Int) -> Int { i }
                func work() { struct Where {} }
            }
            """#,
            #"""
            a.swift:1:17: internal struct A, table 'A'
                2:9 a: Int
            """#),
        Accepted(
            "a file that does not parse",
            #"""
            @Persist struct A { var a: Int
            @Persist struct B { var b: Int }
            """#,
            #"""
            a.swift:1:17: internal struct A, table 'A'
                1:25 a: Int
            a.swift:2:17: internal struct A.B, table 'A.B'
                2:25 b: Int
            """#),
    ]
}
