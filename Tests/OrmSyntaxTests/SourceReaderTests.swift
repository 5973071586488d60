// SPDX-License-Identifier: MIT
// Goal: a file's declarations are found with the names and scopes Swift gives them. Method: small
// files and the exact lists read from them.
import OrmSyntax
import Testing

@Suite struct SourceReaderTests {
    @Test func typesAreNamedByTheTypesAroundThem() {
        let file = SourceReader.read(
            """
            enum Outer {
                struct Inner<T> { class Leaf {} }
                private protocol Hidden {}
            }
            extension Outer.Inner { actor Added {} }
            extension Module.Outer { enum Far {} }
            func work() { struct Local {} }
            #if DEBUG
            struct Conditional {}
            #endif
            """, path: "a.swift")
        #expect(
            file.types.map { "\($0.kind.rawValue) \($0.name)\($0.isGeneric ? " generic" : "")" }
                == [
                    "enum Outer", "struct Outer.Inner generic", "class Outer.Inner.Leaf generic",
                    "protocol Outer.Hidden", "actor Outer.Inner.Added", "enum Module.Outer.Far",
                    "struct Conditional",
                ])
        #expect(file.types.filter { $0.access == nil }.map(\.name) == ["Outer.Hidden"])
        #expect(
            file.types.first { $0.name == "Outer.Inner.Leaf" }?.scopes == [
                "Outer.Inner.Leaf", "Outer.Inner", "Outer",
            ])
        // An extension of a nested type does not see the types around that type.
        #expect(
            file.types.first { $0.name == "Outer.Inner.Added" }?.scopes == [
                "Outer.Inner.Added", "Outer.Inner",
            ])
    }

    @Test func extensionsListWhatTheyAdd() {
        let file = SourceReader.read(
            """
            extension Library.Book: Sendable, A & B {
                struct One {}
                typealias Two = Int
                static let three = 3, four = 4
                func five() {}
                #if DEBUG
                static func six() {}
                #endif
                init() {}
            }
            """, path: "a.swift")
        #expect(file.extensions.map(\.extended) == [.named(["Library", "Book"])])
        #expect(file.extensions.flatMap(\.inheritance).map(\.text) == ["Sendable", "A", "B"])
        #expect(
            file.extensions.flatMap(\.members).map { "\($0.kind) \($0.name)" } == [
                "type One", "type Two", "staticMember three", "staticMember four",
                "instanceMember five", "staticMember six",
            ])
    }

    @Test(arguments: [
        ("Int", TypeSpelling.named(["Int"])),
        ("Swift . Int", .named(["Swift", "Int"])),
        ("`Type`", .named(["Type"])),
        ("/* a */ Int // b", .named(["Int"])),
        ("Int?", .optional(.named(["Int"]))),
        ("Int??", .optional(.optional(.named(["Int"])))),
        ("Optional<Int>", .generic(["Optional"], [.named(["Int"])])),
        ("Swift.Array<UInt8>", .generic(["Swift", "Array"], [.named(["UInt8"])])),
        ("[UInt8]", .array(.named(["UInt8"]))),
        ("(Int)", .named(["Int"])),
        ("(Int, Int)", .other(.tuple)),
        ("()", .other(.tuple)),
        ("[Int: Int]", .other(.dictionary)),
        ("(Int) -> Int", .other(.function)),
        ("@Sendable () -> Void", .other(.function)),
        ("any P", .other(.existential)),
        ("P & Q", .other(.composition)),
        ("Int.Type", .other(.metatype)),
        ("Int!", .other(.implicitlyUnwrapped)),
        ("[3 of Int]", .other(.fixedArray)),
        ("Box<Int>.Inner", .other(.other)),
        ("", .missing),
    ])
    func typesAreSpelledOut(source: String, spelling: TypeSpelling) {
        let file = SourceReader.read("typealias A = \(source)\n", path: "a.swift")
        #expect(file.aliases.map(\.type) == [spelling])
    }
}
