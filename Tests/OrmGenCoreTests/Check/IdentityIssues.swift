// SPDX-License-Identifier: MIT
// Goal: a type cannot be identified by what would surprise its author. Method: a table of sources and what is said of them.
import Testing

@Suite struct IdentityIssues {
    @Test(arguments: cases) func areReported(_ example: Rejected) {
        #expect(issues(in: example.source) == example.issues)
    }

    static let cases: [Rejected] = [
        Rejected(
            "a key that is the same for every value",
            #"""
            @Persist struct A { @Key var a: Int = 0 }
            @Persist struct B { @Key var b: Int64 = 7 }
            @Persist struct C { @Key var c = "" }
            @Persist struct D { @Key var d: UInt8 = 1 }
            """#,
            #"""
            a.swift:1:21: error: key 'a' has a default value, so each value made without one would replace the same row; write '@Key(.generated)' for keys that the store counts up, or remove the default [fixed-key]
            a.swift:2:21: error: key 'b' has a default value, so each value made without one would replace the same row; write '@Key(.generated)' for keys that the store counts up, or remove the default [fixed-key]
            a.swift:3:21: error: key 'c' has a default value, so each value made without one would replace the same row; remove the default [fixed-key]
            a.swift:4:21: error: key 'd' has a default value, so each value made without one would replace the same row; remove the default [fixed-key]
            """#),
        Rejected(
            "keys that the store cannot generate",
            #"""
            @Persist struct A { @Key(.generated) var a: String }
            @Persist struct B { @Key(.generated) var b: UInt64 = 0 }
            @Persist struct C { @Key(.generated) var c: Int; @Key var d: Int }
            @Persist struct D { @Key(.generated) let d: Int }
            @Persist struct E { @Key(.generated) private(set) var e: Int = 0 }
            @Persist struct F { @Key(.generated) var f: Int = 1 }
            @Persist struct G { @Key(.generated) var g: Int = next() }
            @Persist struct H { @Key(.generated) var h: Int? }
            """#,
            #"""
            a.swift:1:21: error: generated key 'a' is no 'Int' or 'Int64'; change its type, or choose the keys yourself with '@Key' [unsupported-key]
            a.swift:2:21: error: generated key 'b' is no 'Int' or 'Int64'; change its type, or choose the keys yourself with '@Key' [unsupported-key]
            a.swift:3:21: error: generated key 'c' is one of several; make it the only one, or choose the keys yourself with '@Key' [unsupported-key]
            a.swift:4:21: error: generated key 'd' cannot be set when the value is stored; write 'var' and let other files set it [unsupported-key]
            a.swift:5:21: error: generated key 'e' cannot be set when the value is stored; write 'var' and let other files set it [unsupported-key]
            a.swift:6:21: error: generated key 'f' has another default than 0; write '= 0', which stands for not stored yet [unsupported-key]
            a.swift:7:21: error: generated key 'g' has a default that is computed; write '= 0', which stands for not stored yet [unsupported-key]
            a.swift:8:21: error: key 'h' is optional; write 'var h: Int = 0', 0 stands for not stored yet [unsupported-key]
            """#),
        Rejected(
            "an id that is not the key",
            #"""
            @Persist struct A { var id: Int }
            @Persist struct B: Identifiable { var id: Int; @Key var b: Int }
            @Persist struct C: Identifiable { @Key var id: Int; @Key var c: Int }
            @Persist struct D: Identifiable { var d: Int; var id: String { "" } }
            @Persist struct E { var id: Int }
            extension E: Identifiable {}
            """#,
            #"""
            a.swift:1:25: error: 'A' has a field 'id' and no key, so its rows get identifiers of their own beside it; write '@Key' at 'id', or rename it [identifier-without-key]
            a.swift:2:39: error: 'B' is Identifiable, and 'id' is not its key; write '@Key' at 'id' and nowhere else, or remove 'Identifiable' [identifier-without-key]
            a.swift:3:44: error: 'C' is Identifiable, and 'id' is not its key; write '@Key' at 'id' and nowhere else, or remove 'Identifiable' [identifier-without-key]
            a.swift:4:17: error: 'D' is Identifiable, and 'id' is not its key; add '@Key var id', or remove 'Identifiable' [identifier-without-key]
            a.swift:5:25: error: 'E' is Identifiable, and 'id' is not its key; write '@Key' at 'id' and nowhere else, or remove 'Identifiable' [identifier-without-key]
            """#),
    ]

    @Test func aCompositeKeyMayHaveDefaultsAndAnIdentifierOfItsOwn() {
        let source = #"""
            @Persist struct A: Identifiable { @Key var year: Int = 2026; @Key var month: Int; var id: ID { ID(year: year, month: month) } }
            @Persist struct B: Identifiable { @Key(.generated) var id: Int = 0; var b: Int }
            @Persist(.embedded) struct C { var id: Int }
            @Persist struct D: Identifiable { @Key var mail: String; var id: String { mail } }
            """#
        #expect(issues(in: source).isEmpty)
    }
}
