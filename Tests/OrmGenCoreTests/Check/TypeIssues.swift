// SPDX-License-Identifier: MIT
// Goal: a type no column can hold is reported with what to write in its place. Method: a table of
// sources with the exact diagnostics beside them.
import Testing

@Suite struct TypeIssues {
    @Test(arguments: cases)
    func areReported(_ example: Rejected) {
        #expect(issues(in: example.source) == example.issues)
    }

    static let cases: [Rejected] = [
        Rejected(
            "other modules",
            #"""
            @Persist struct A {
                var born: Date
                var uuid: UUID
                var raw: Foundation.Data
                var url: URL?
                var letter: Character
                var odd: Strange.Thing
            }
            """#,
            #"""
            a.swift:2:15: error: field 'born' has type 'Date', which is not supported; store seconds or microseconds since 1970 as 'Double' or 'Int64' [unsupported-type]
            a.swift:3:15: error: field 'uuid' has type 'UUID', which is not supported; store its text as 'String' or its bytes as '[UInt8]' [unsupported-type]
            a.swift:4:14: error: field 'raw' has type 'Foundation.Data', which is not supported; store the bytes as '[UInt8]' [unsupported-type]
            a.swift:5:14: error: field 'url' has type 'URL?', which is not supported; store its text as 'String' [unsupported-type]
            a.swift:6:17: error: field 'letter' has type 'Character', which is not supported; store it as 'String' [unsupported-type]
            a.swift:7:14: error: field 'odd' has type 'Strange.Thing', which is not supported; use a scalar, '[UInt8]', or a '@Persist' type of this target [unsupported-type]
            """#),
        Rejected(
            "collections",
            #"""
            @Persist struct A {
                var tags: [String]
                var map: [String: Int]
                var set: Set<Int>
                var old: Array<Int>
                var grid: [[UInt8]]
                var maybe: [UInt8?]
                var fixed: InlineArray<3, Int>
                var three: [3 of Int]
            }
            """#,
            #"""
            a.swift:2:15: error: field 'tags' has type '[String]', which is not supported; give each element a row of its own, only '[UInt8]' fills a column [unsupported-type]
            a.swift:3:14: error: field 'map' has type '[String: Int]', which is not supported; give each entry a row of its own [unsupported-type]
            a.swift:4:14: error: field 'set' has type 'Set<Int>', which is not supported; store each element in a row of its own [unsupported-type]
            a.swift:5:14: error: field 'old' has type 'Array<Int>', which is not supported; give each element a row of its own, only '[UInt8]' fills a column [unsupported-type]
            a.swift:6:15: error: field 'grid' has type '[[UInt8]]', which is not supported; give each element a row of its own, only '[UInt8]' fills a column [unsupported-type]
            a.swift:7:16: error: field 'maybe' has type '[UInt8?]', which is not supported; give each element a row of its own, only '[UInt8]' fills a column [unsupported-type]
            a.swift:8:16: error: field 'fixed' has type 'InlineArray<3, Int>', which is not supported; use a scalar, '[UInt8]', or a '@Persist' type of this target [unsupported-type]
            a.swift:9:16: error: field 'three' has type '[3 of Int]', which is not supported; give each element a row of its own, only '[UInt8]' fills a column [unsupported-type]
            """#),
        Rejected(
            "shapes",
            #"""
            @Persist struct A {
                var pair: (Int, String)
                var call: () -> Void
                var any: any Hashable
                var both: Codable & Sendable
                var meta: Int.Type
                var sure: Int!
                var whatever: Any
                var void: ()
            }
            """#,
            #"""
            a.swift:2:15: error: field 'pair' has type '(Int, String)', which is not supported; declare a '@Persist' struct with these values [unsupported-type]
            a.swift:3:15: error: field 'call' has type '() -> Void', which is not supported; make it a method or a computed property [unsupported-type]
            a.swift:4:14: error: field 'any' has type 'any Hashable', which is not supported; name a concrete type [unsupported-type]
            a.swift:5:15: error: field 'both' has type 'Codable & Sendable', which is not supported; name a concrete type [unsupported-type]
            a.swift:6:15: error: field 'meta' has type 'Int.Type', which is not supported; use a scalar, '[UInt8]', or a '@Persist' type of this target [unsupported-type]
            a.swift:7:15: error: field 'sure' has type 'Int!', which is not supported; write an ordinary optional [unsupported-type]
            a.swift:8:19: error: field 'whatever' has type 'Any', which is not supported; use a scalar, '[UInt8]', or a '@Persist' type of this target [unsupported-type]
            a.swift:9:15: error: field 'void' has type '()', which is not supported; declare a '@Persist' struct with these values [unsupported-type]
            """#),
        Rejected(
            "nested optionals",
            #"""
            typealias Maybe = Int?
            @Persist struct A {
                var a: Int??
                var b: Optional<Optional<String>>
                var c: Maybe?
                var d: Optional<Int?>
            }
            """#,
            #"""
            a.swift:3:12: error: field 'a' has type 'Int??', which is not supported; use one level of optional [unsupported-type]
            a.swift:4:12: error: field 'b' has type 'Optional<Optional<String>>', which is not supported; use one level of optional [unsupported-type]
            a.swift:5:12: error: field 'c' has type 'Maybe?', which is not supported; use one level of optional [unsupported-type]
            a.swift:6:12: error: field 'd' has type 'Optional<Int?>', which is not supported; use one level of optional [unsupported-type]
            """#),
        Rejected(
            "not annotated",
            #"""
            struct Address { var city: String }
            enum Mood { case good, bad }
            @Persist struct A {
                var home: Address
                var work: Address?
                var mood: Mood
            }
            @Persist struct B { var home: Address }
            """#,
            #"""
            a.swift:4:15: error: field 'home' has type 'Address', which is not annotated; annotate 'Address' with '@Persist' [unannotated-type]
            a.swift:6:15: error: field 'mood' has type 'Mood', which is not annotated; annotate 'Mood' with '@Persist' [unannotated-type]
            """#),
        Rejected(
            "not a value",
            #"""
            class C {}
            actor D {}
            protocol P {}
            struct Box<T> { var t: T }
            @Persist struct A {
                var c: C
                var d: D?
                var p: P
                var box: Box<Int>
            }
            """#,
            #"""
            a.swift:6:12: error: field 'c' has type 'C', which is not supported; store a struct, or the key of one [unsupported-type]
            a.swift:7:12: error: field 'd' has type 'D?', which is not supported; store a struct, or the key of one [unsupported-type]
            a.swift:8:12: error: field 'p' has type 'P', which is not supported; name a concrete type [unsupported-type]
            a.swift:9:14: error: field 'box' has type 'Box<Int>', which is not supported; use a type without parameters [unsupported-type]
            """#),
        Rejected(
            "generic alias",
            #"""
            typealias Pair<T> = (T, T)
            typealias Loop = Loop2
            typealias Loop2 = Loop
            @Persist struct A {
                var a: Pair<Int>
                var b: Loop
                var c: Swift.Strange
            }
            """#,
            #"""
            a.swift:5:12: error: field 'a' has type 'Pair<Int>', which is not supported; write the type it stands for [unsupported-type]
            a.swift:6:12: error: field 'b' has type 'Loop', which is not supported; write the type it stands for [unsupported-type]
            a.swift:7:12: error: field 'c' has type 'Swift.Strange', which is not supported; use a scalar, '[UInt8]', or a '@Persist' type of this target [unsupported-type]
            """#),
        Rejected(
            "shadowed name",
            #"""
            struct String { var text: Int }
            @Persist struct A { var name: String
                var other: Swift.String }
            """#,
            #"""
            a.swift:2:31: error: field 'name' has type 'String', which is not annotated; annotate 'String' with '@Persist' [unannotated-type]
            """#),
        Rejected(
            "scope",
            #"""
            enum Library { @Persist struct Shelf { var number: Int }
                @Persist enum Genre: Int { case novel } }
            extension Library.Shelf { @Persist struct Book { var genre: Genre } }
            """#,
            #"""
            a.swift:3:61: error: field 'genre' has type 'Genre', which is not supported; use a scalar, '[UInt8]', or a '@Persist' type of this target [unsupported-type]
            """#),
        Rejected(
            "key",
            #"""
            @Persist struct Point { var x: Double }
            @Persist struct A { @Key var a: Int? }
            @Persist struct B { @Key var b: Double }
            @Persist struct C { @Key var c: Float }
            @Persist struct D { @Key var d: Point }
            """#,
            #"""
            a.swift:2:21: error: key 'a' is optional, so it may identify nothing; remove the '?' [unsupported-key]
            a.swift:3:21: error: key 'b' is a floating-point number, which has no exact equality; use an integer or a string [unsupported-key]
            a.swift:4:21: error: key 'c' is a floating-point number, which has no exact equality; use an integer or a string [unsupported-key]
            a.swift:5:21: error: key 'd' is a struct; put '@Key' on fields of 'D' [unsupported-key]
            """#),
        Rejected(
            "redundant",
            #"""
            @Persist struct A { @Key @Unique var a: Int }
            @Persist(unique: [["b"], ["b", "c"]], index: [["c", "b"], ["c"], ["a"]]) struct B {
                @Key @Index var a: Int
                @Unique @Index var b: Int
                @Index var c: Int
            }
            @Persist struct C { @Key @Unique var a: Int; @Key var b: Int }
            """#,
            #"""
            a.swift:1:26: warning: the unique constraint on 'a' is redundant; remove it, the key is unique already [redundant-constraint]
            a.swift:2:19: warning: the unique constraint on 'b' is redundant; remove it, it is declared already [redundant-constraint]
            a.swift:2:59: warning: the index on 'c' is redundant; remove it, it is declared already [redundant-constraint]
            a.swift:2:66: warning: the index on 'a' is redundant; remove it, the key has one already [redundant-constraint]
            a.swift:3:10: warning: the index on 'a' is redundant; remove it, the key has one already [redundant-constraint]
            a.swift:4:13: warning: the index on 'b' is redundant; remove it, the unique constraint has one already [redundant-constraint]
            """#),
    ]
}
