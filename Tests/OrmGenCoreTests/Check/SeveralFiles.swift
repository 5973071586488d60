// SPDX-License-Identifier: MIT
// Goal: the files of a target are one model, whatever order they come in. Method: pairs of files
// with the exact result.
import OrmGenCore
import OrmSyntax
import Testing

@Suite struct SeveralFiles {
    @Test func filesAreReadInOrderOfTheirPaths() {
        let first = SourceFile(path: "a.swift", text: "@Persist struct A { var b: B }")
        let second = SourceFile(
            path: "b.swift",
            text: "@Persist enum M: Int { case m }\n@Persist struct B { var m: M }")
        let expected = """
            a.swift:1:17: internal struct A, table 'A'
                1:25 b: struct B
            b.swift:2:17: internal struct B, table 'B'
                2:25 m: enum M
            b.swift:1:15: internal enum M: Int, m
            """
        #expect(result(of: first, second) == expected)
        #expect(result(of: second, first) == expected)
    }

    @Test func issuesAreSortedByFileLineAndColumn() {
        let first = SourceFile(
            path: "a.swift",
            text: "@Persist class C {}\n@Persist struct A { var b: Date; var c: Date }")
        let second = SourceFile(
            path: "b.swift", text: "@Persist(table: \"a\") struct B { lazy var b = 1 }")
        #expect(
            result(of: second, first) == """
                a.swift:1:1: error: '@Persist' applies to structs and enums, not to a class; \
                make it a struct [unsupported-declaration]
                a.swift:2:28: error: field 'b' has type 'Date', which is not supported; \
                store seconds or microseconds since 1970 as 'Double' or 'Int64' [unsupported-type]
                a.swift:2:41: error: field 'c' has type 'Date', which is not supported; \
                store seconds or microseconds since 1970 as 'Double' or 'Int64' [unsupported-type]
                b.swift:1:17: error: 'B' and 'A' are both stored in table 'a'; \
                give one of them another name with '@Persist(table:)' [duplicate-table]
                b.swift:1:33: error: field 'b' is lazy, so it may have no value yet; \
                store the value, or make it a computed property [lazy-field]
                no model
                """)
    }

    @Test func extensionsInOtherFilesCount() {
        let types = SourceFile(
            path: "a.swift",
            text: """
                @Persist public struct A { public var a: Int }
                @Persist public struct B { public var a: Int }
                """)
        let extensions = SourceFile(
            path: "b.swift",
            text: """
                extension A: Sendable {}
                extension B: Entity { typealias Where = Int }
                """)
        #expect(
            result(of: types, extensions) == """
                a.swift:2:24: error: 'B' is not declared Sendable, which is not inferred for \
                public types; write 'public struct B: Sendable' [not-sendable]
                b.swift:2:14: error: the conformance of 'B' to 'Entity' is generated; \
                remove it, '@Persist' is enough [conformance-clash]
                b.swift:2:33: error: 'Where' is a name that generated code declares in 'B'; \
                rename it [member-clash]
                no model
                """)
    }

    @Test func privateTypesOfOtherFilesDoNotHideVisibleOnes() {
        let mine = SourceFile(path: "a.swift", text: "private struct Mood {}")
        let theirs = SourceFile(
            path: "b.swift",
            text: "@Persist enum Mood: Int { case good }\n@Persist struct A { var mood: Mood }")
        #expect(
            result(of: mine, theirs) == """
                b.swift:2:17: internal struct A, table 'A'
                    2:25 mood: enum Mood
                b.swift:1:15: internal enum Mood: Int, good
                """)
    }

    @Test func noFilesAreAnEmptyModel() {
        let (model, issues) = readModel(of: [], target: "App")
        #expect(model == Model(target: "App", entities: [], enumerations: []))
        #expect(issues.isEmpty)
    }
}
