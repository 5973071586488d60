// SPDX-License-Identifier: MIT
// Goal: the attributes add nothing to a program but an initialiser where it takes one, and report what one declaration
// shows. Method: a table of sources with the exact diagnostics beside them.
import Testing

@Suite struct MacroTests {
    @Test func attributesExpandToNothing() {
        let expansion = Expansion(
            of: """
                @Persist(table: "people", index: [["name"]])
                struct Person {
                    @Key var id: Int
                    @Unique @Index var name: String { didSet {} }
                }
                """)
        #expect(
            expansion.source == """

                struct Person {
                    var id: Int
                    var name: String { didSet {} }
                }
                """)
        #expect(expansion.diagnostics == [])
    }

    @Test func setAnInitialiserWhereOtherFilesCannotSetAField() {
        let expansion = Expansion(
            of: """
                @Persist
                struct Account {
                    let id: Int, owner: String?
                    private(set) var balance = 0
                    init() { id = 1; owner = nil }
                }
                """)
        #expect(
            expansion.source == """

                struct Account {
                    let id: Int, owner: String?
                    private(set) var balance = 0
                    init() { id = 1; owner = nil }

                    nonisolated init(ormFields orm0: Int, _ orm1: String?, _ orm2: Int) {
                        self.id = orm0
                        self.owner = orm1
                        self.balance = orm2
                    }
                }
                """)
        #expect(expansion.diagnostics == [])
    }

    @Test func callSwiftsInitialiserInTheTypeWhereADefaultIsComputed() {
        let expansion = Expansion(
            of: """
                @Persist
                struct Visit {
                    var number: Int = next(), `in`: String? = nil
                }
                """)
        #expect(
            expansion.source == """

                struct Visit {
                    var number: Int = next(), `in`: String? = nil

                    nonisolated static func ormMemberwise(_ orm0: Int, _ orm1: String?) -> Self {
                        // Stores call this on threads of their own. If this is an error, a default of the type calls what belongs
                        // to an actor: make that `nonisolated`, or declare an initialiser.
                        .init(number: orm0, in: orm1)
                    }
                }
                """)
        #expect(expansion.diagnostics == [])
    }

    @Test(arguments: cases)
    func mistakesAreReportedAtTheirPlace(_ example: Example) {
        #expect(Expansion(of: example.source).diagnostics == example.diagnostics)
    }

    struct Example: Sendable {
        let source: String
        let diagnostics: [String]

        init(_ source: String, _ diagnostics: String) {
            self.source = source
            self.diagnostics = diagnostics.split(separator: "\n").map(String.init)
        }
    }

    static let cases: [Example] = [
        Example(
            #"""
            @Persist class Contact { var name = "" }
            """#,
            #"""
            1:1: '@Persist' applies to structs and enums, not to a class; make it a struct [unsupported-declaration]
            """#),
        Example(
            #"""
            enum Space {
                @Persist(table: "sqlite_x", unique: [["b"]]) struct Box<T> {
                    lazy var a: Int = 1
                    struct Where {}
                }
            }
            """#,
            #"""
            2:21: table names that begin with 'sqlite_' are reserved; give another name with '@Persist(table:)' [reserved-table-name]
            2:43: 'Space.Box' has no field 'b'; did you mean 'a'? [unknown-field]
            2:57: 'Box' is generic, so it has no single table; persist a concrete type [generic-type]
            2:57: 'Where' is a name that generated code declares in 'Space.Box'; rename it [member-clash]
            3:9: field 'a' is lazy, so it may have no value yet; store the value, or make it a computed property [lazy-field]
            """#),
        Example(
            #"""
            struct Outer<T> { @Persist struct Inner { var a: Int } }
            """#,
            #"""
            1:35: 'Inner' is inside a generic type, so it has no single table; persist a concrete type [generic-type]
            """#),
        Example(
            #"""
            func f() { @Persist struct Local { var a: Int } }
            """#,
            #"""
            1:28: 'Local' is local to a function, where no extension can reach it; declare it in the file or in a type [local-type]
            """#),
        Example(
            #"""
            private enum Space { @Persist enum A { case a } }
            """#,
            #"""
            1:36: 'A' is private, so generated code cannot extend it; make it internal or wider [private-type]
            1:36: 'Space.A' has no raw type; declare 'enum A: String' or use an integer [no-raw-type]
            """#),
        Example(
            #"""
            @Persist enum Contact: Entity { case none, email(String) }
            """#,
            #"""
            1:15: the conformance of 'Contact' to 'Entity' is generated; remove it, '@Persist' is enough [conformance-clash]
            1:44: case 'email' of 'Contact' has a payload, which is not supported yet; use an enum with a raw type and a struct for the values [payload-case]
            """#),
        Example(
            #"""
            struct A { @Key var a: Int }
            """#,
            #"""
            1:12: '@Key' applies to stored properties of '@Persist' structs, and 'A' is not annotated; annotate 'A' with '@Persist' [misplaced-attribute]
            """#),
        Example(
            #"""
            @Persist struct A {
                @Key static var a = 1
                @Unique var b: Int { 1 }
                @Index func f() {}
                var c: Int
            }
            """#,
            #"""
            2:5: '@Key' applies to stored properties of '@Persist' structs, not to a static property; remove it [misplaced-attribute]
            3:5: '@Unique' applies to stored properties of '@Persist' structs, not to a computed property; store the value or remove it [misplaced-attribute]
            4:5: '@Index' applies to stored properties of '@Persist' structs, not to a function; remove it [misplaced-attribute]
            """#),
        Example(
            #"""
            @Persist(.embedded) struct A { @Key var a: Int }
            """#,
            #"""
            1:32: '@Key' needs a table, and 'A' is embedded; put it on the field that holds the 'A' [without-table]
            """#),
        Example(
            #"""
            @Unique var top = 1
            """#,
            #"""
            1:1: '@Unique' applies to stored properties of '@Persist' structs, not to this property; remove it [misplaced-attribute]
            """#),
        Example(
            #"""
            @Persist class A { @Key var a = 1 }
            """#,
            #"""
            1:1: '@Persist' applies to structs and enums, not to a class; make it a struct [unsupported-declaration]
            """#),
        Example(
            #"""
            @Persist struct A {
                var a: Int
                func f() { @Index var b = 1 }
            }
            """#,
            #"""
            3:16: '@Index' applies to stored properties of '@Persist' structs, not to a local variable; remove it [misplaced-attribute]
            """#),
        Example(
            #"""
            @Persist struct A { private var a: Int; var b = make(); let c = 1
                #if DEBUG
                var d: Int
                #endif
            }
            """#,
            #"""
            1:21: field 'a' is private, so generated code cannot see it; remove the modifier, or write 'private(set)' [private-field]
            1:45: the type of field 'b' is not written; write it, as in 'var b: String = …' [missing-type]
            1:57: 'c' is a constant with a fixed value, which no stored row can change; write 'var' to store it, or 'static let' to share it [constant-field]
            2:5: a stored property of 'A' is declared under '#if'; store it always, or move it to a type that is not '@Persist' [conditional-field]
            """#),
        Example(
            #"""
            @Persist struct A { var a: Date; var b: [String]; var c: Other }
            """#,
            #"""
            """#),
        Example(
            #"""
            @Persist extension A {}
            """#,
            #"""
            1:1: '@Persist' applies to structs and enums, not to an extension; annotate the type where it is declared [unsupported-declaration]
            """#),
    ]
}
