// SPDX-License-Identifier: MIT
// Goal: an enum that is not stored by a raw value is reported. Method: a table of
// sources with the exact diagnostics beside them.
import Testing

@Suite struct EnumerationIssues {
    @Test(arguments: cases)
    func areReported(_ example: Rejected) {
        #expect(issues(in: example.source) == example.issues)
    }

    static let cases: [Rejected] = [
        Rejected(
            "no raw type",
            #"""
            @Persist enum A { case a }
            @Persist enum B: Sendable, CaseIterable { case a }
            @Persist enum C: Marker { case a }
            protocol Marker {}
            @Persist struct D { var a: A; var b: B? }
            """#,
            #"""
            a.swift:1:15: error: 'A' has no raw type; declare 'enum A: String' or use an integer [no-raw-type]
            a.swift:2:15: error: 'B' has no raw type; declare 'enum B: String' or use an integer [no-raw-type]
            a.swift:3:15: error: 'C' has no raw type; declare 'enum C: String' or use an integer [no-raw-type]
            """#),
        Rejected(
            "payload",
            #"""
            @Persist enum Contact { case none, email(String), phone(Int, String) }
            """#,
            #"""
            a.swift:1:36: error: case 'email' of 'Contact' has a payload, which is not supported yet; use an enum with a raw type and a struct for the values [payload-case]
            """#),
        Rejected(
            "raw type",
            #"""
            typealias Letter = Character
            @Persist enum A: Double { case a }
            @Persist enum B: Character { case a }
            @Persist enum C: Float { case a }
            @Persist enum D: Bool { case a }
            @Persist enum E: Letter { case a }
            """#,
            #"""
            a.swift:2:18: error: the raw type 'Double' of 'A' is not supported; use 'String' or an integer type [unsupported-raw-type]
            a.swift:3:18: error: the raw type 'Character' of 'B' is not supported; use 'String' or an integer type [unsupported-raw-type]
            a.swift:4:18: error: the raw type 'Float' of 'C' is not supported; use 'String' or an integer type [unsupported-raw-type]
            a.swift:5:18: error: the raw type 'Bool' of 'D' is not supported; use 'String' or an integer type [unsupported-raw-type]
            a.swift:6:18: error: the raw type 'Letter' of 'E' is not supported; use 'String' or an integer type [unsupported-raw-type]
            """#),
        Rejected(
            "arguments",
            #"""
            @Persist(table: "moods") enum A: String { case a }
            @Persist(.embedded) enum B: String { case a }
            """#,
            #"""
            a.swift:1:10: error: 'A' is an enum, which is stored in a column and has no table; write '@Persist' without arguments [without-table]
            a.swift:2:10: error: 'B' is an enum, which is stored in a column and has no table; write '@Persist' without arguments [without-table]
            """#),
        Rejected(
            "conditional case",
            #"""
            @Persist enum A: String {
                case a
                #if DEBUG
                case b
                #endif
            }
            """#,
            #"""
            a.swift:3:5: error: a case of 'A' is declared under '#if'; declare it always, stored values outlive the build [conditional-field]
            """#),
        Rejected(
            "generic and noncopyable",
            #"""
            @Persist enum A<T>: String { case a }
            @Persist enum B: String, ~Copyable { case a }
            """#,
            #"""
            a.swift:1:15: error: 'A' is generic, so it has no single table; persist a concrete type [generic-type]
            a.swift:2:26: error: 'B' is noncopyable, so its rows cannot be shared; persist a copyable type [noncopyable-type]
            """#),
        Rejected(
            "clash",
            #"""
            @Persist enum A: String {
                case Where
                case ormHook
                static func ID() {}
            }
            """#,
            #"""
            a.swift:2:10: error: 'Where' is a name that generated code declares in 'A'; rename it [member-clash]
            a.swift:3:10: error: 'ormHook' is a name that generated code declares in 'A'; rename it [member-clash]
            a.swift:4:17: error: 'ID' is a name that generated code declares in 'A'; rename it [member-clash]
            """#),
    ]
}
