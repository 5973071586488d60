// SPDX-License-Identifier: MIT
// Goal: stored properties come out as fields however they are written. Method: a table of
// sources with the exact model beside them, warnings first.
import Testing

@Suite struct AcceptedFields {
    @Test(arguments: cases)
    func giveTheModel(_ example: Accepted) {
        #expect(result(of: example.source) == example.result)
    }

    static let cases: [Accepted] = [
        Accepted(
            "the front page",
            #"""
            @Persist struct Contact { var name: String; var mail: String }
            """#,
            #"""
            a.swift:1:17: internal struct Contact, table 'Contact'
                1:31 name: String
                1:49 mail: String
            """#),
        Accepted(
            "every scalar",
            #"""
            @Persist struct All {
                var a: Bool, b: Int, c: Int8, d: Int16, e: Int32, f: Int64
                var g: UInt, h: UInt8, i: UInt16, j: UInt32, k: UInt64
                let l: Float, m: Double, n: String, o: [UInt8], p: Array<UInt8>
                var q: Swift.Int, r: Swift.Optional<Swift.String>, s: Swift.Array<Swift.UInt8>
                var t: Optional<Bool>, u: [UInt8]?, v: (Int), w: (Double)?, x: [Swift.UInt8]
            }
            """#,
            #"""
            a.swift:1:17: internal struct All, table 'All'
                2:9 a: Bool
                2:18 b: Int
                2:26 c: Int8
                2:35 d: Int16
                2:45 e: Int32
                2:55 f: Int64
                3:9 g: UInt
                3:18 h: UInt8
                3:28 i: UInt16
                3:39 j: UInt32
                3:50 k: UInt64
                4:9 l: Float
                4:19 m: Double
                4:30 n: String
                4:41 o: [UInt8]
                4:53 p: [UInt8]
                5:9 q: Int
                5:23 r: String?
                5:56 s: [UInt8]
                6:9 t: Bool?
                6:28 u: [UInt8]? = nil
                6:41 v: Int
                6:51 w: Double? = nil
                6:65 x: [UInt8]
            """#),
        Accepted(
            "bindings",
            #"""
            @Persist struct A {
                var a, b: Int
                var c: Int, d: String
                var e, f: String?, g = 1, h: Bool = true
                var i: Int = 0 { didSet { print(i) } }
                var j: Int { willSet {} didSet {} }
                var k: Int { 1 }
                var l: Int { get { 1 } set {} }
                static var m = 1
                static let n = make()
                private(set) var o: Int
                internal var p: Int
                nonisolated var q: Int
                func r() { var s = 1 }
            }
            """#,
            #"""
            a.swift:1:17: internal struct A, table 'A'
                2:9 a: Int
                2:12 b: Int
                3:9 c: Int
                3:17 d: String
                4:9 e: String? = nil
                4:12 f: String? = nil
                4:24 g: Int = integer("1")
                4:31 h: Bool = boolean(true)
                5:9 i: Int = integer("0")
                6:9 j: Int
                11:22 o: Int
                12:18 p: Int
                13:21 q: Int
            """#),
        Accepted(
            "literals",
            #"""
            @Persist struct A {
                var a = 0, b = "", c = true, d = 1.5, e = -2, f = -0.5, g = false
                var h: Int = 1_000, i: UInt8 = 0xFF, j: Int = 0b101, k: Int = -0o17, l: Int = 007
                var m: Double = 1, n: Float = 1_0.5e3, o: Double = 0x1p3, p: Double = -1e-7
                var q: String? = "x", r: Int? = nil, s: Int?, t: Optional<Int>
                var u = "tab\t \u{e9} \"quoted\"", v = #"raw \t"#, w: String = "a\(1)"
                var x: [UInt8] = [], y: Int = make(), z: UInt64 = 0xFFFF_FFFF_FFFF_FFFF
                var text = """
                    two
                    lines
                    """
            }
            """#,
            #"""
            a.swift:1:17: internal struct A, table 'A'
                2:9 a: Int = integer("0")
                2:16 b: String = string("")
                2:24 c: Bool = boolean(true)
                2:34 d: Double = float("1.5")
                2:43 e: Int = integer("-2")
                2:51 f: Double = float("-0.5")
                2:61 g: Bool = boolean(false)
                3:9 h: Int = integer("1000")
                3:25 i: UInt8 = integer("255")
                3:42 j: Int = integer("5")
                3:58 k: Int = integer("-15")
                3:74 l: Int = integer("7")
                4:9 m: Double = integer("1")
                4:24 n: Float = float("10.5e3")
                4:44 o: Double
                4:63 p: Double = float("-1e-7")
                5:9 q: String? = string("x")
                5:27 r: Int? = nil
                5:42 s: Int? = nil
                5:51 t: Int?
                6:9 u: String = string("tab\t é \"quoted\"")
                6:40 v: String = string("raw \\t")
                6:56 w: String
                7:9 x: [UInt8]
                7:26 y: Int
                7:43 z: UInt64 = integer("18446744073709551615")
                8:9 text: String = string("two\nlines")
            """#),
        Accepted(
            "default that is not the value itself",
            #"""
            @Persist enum Mood: Int { case good = 1 }
            @Persist struct Inner { var a: Int }
            extension Mood: ExpressibleByIntegerLiteral {}
            @Persist struct A {
                var mood: Mood = 1
                var maybe: Mood?
                var inner: Inner? = nil
                let none: Int?
            }
            """#,
            #"""
            a.swift:2:17: internal struct Inner, table 'Inner'
                2:29 a: Int
            a.swift:4:17: internal struct A, table 'A'
                5:9 mood: enum Mood
                6:9 maybe: enum Mood? = nil
                7:9 inner: struct Inner? = nil
                8:9 none: Int?
            a.swift:1:15: internal enum Mood: Int, good
            """#),
        Accepted(
            "names",
            #"""
            @Persist struct `Type` {
                var `default`: Int
                var `class`: String
                var naïve: Bool
                var 日本: String
                var `two words`: Int
            }
            @Persist enum Schlüssel: String { case `default`, ok, größe }
            """#,
            #"""
            a.swift:1:17: internal struct Type, table 'Type'
                2:9 default: Int
                3:9 class: String
                4:9 naïve: Bool
                5:9 日本: String
                6:9 two words: Int
            a.swift:8:15: internal enum Schlüssel: String, default, ok, größe
            """#),
        Accepted(
            "case of non-ASCII letters",
            #"""
            @Persist struct A { var é: Int; var É: Int }
            """#,
            #"""
            a.swift:1:17: internal struct A, table 'A'
                1:25 é: Int
                1:38 É: Int
            """#),
        Accepted(
            "documentation",
            #"""
            // A file comment.

            /// A person.
            ///
            ///  With two spaces.
            @Persist
            struct Person {
                /// The name.
                // An ordinary comment.
                var name: String // trailing
                /**
                 * The age,
                 * in years.
                 */
                @Index var age: Int /* here */ = /* there */ 3 // three
                /** One line. */ var mail: String
            }
            """#,
            #"""
            /// A person.
            ///
            ///  With two spaces.
            a.swift:7:8: internal struct Person, table 'Person'
                /// The name.
                10:9 name: String
                /// The age,
                /// in years.
                15:16 age: Int = integer("3")
                /// One line.
                16:26 mail: String
                index age
            """#),
        Accepted(
            "formatting",
            #"""
            @Persist   (
                table :"people" ,
                unique: [ [ "a" , "b" , ] , ] ,
                index: [[ "b" /* why */ ]] // because
            )
            public
                struct
                Person
                : Sendable
            { var
                a
                : /* type */ Int ; let b:Int
              ; @Key
                var c : String
            }
            """#,
            #"""
            a.swift:8:5: public struct Person, table 'people'
                11:5 a: Int
                12:28 b: Int
                14:9 c: String
                key c
                unique a, b
                index b
            """#),
    ]
}
