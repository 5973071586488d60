// Goal: the generator's output for known input changes only when a person has looked at it.
// Method: generate from Fixtures/Golden/Sources and compare with the committed files, byte by byte. The
// same files are compiled into the Golden target, and OrmRuntimeTests run them against SQLite.
// `make golden` rewrites them.
import Foundation
import OrmGenCore
import TestSupport
import Testing

private enum Golden {
    static let folder = Checkout.file("Fixtures")

    static func plan(_ module: String = "Golden") throws -> Plan {
        let sources = try swiftFiles("\(module)/Sources").map { url in
            let text = try String(contentsOf: url, encoding: .utf8)
            return SourceFile(
                path: "Fixtures/\(module)/Sources/\(url.lastPathComponent)", text: text)
        }
        let (model, issues) = readModel(of: sources, target: module)
        #expect(issues.isEmpty)
        return Planner.plan(try #require(model))
    }

    static func swiftFiles(_ path: String) throws -> [URL] {
        try FileManager.default
            .contentsOfDirectory(at: folder.appending(path: path), includingPropertiesForKeys: nil)
            .filter { $0.pathExtension == "swift" }
            .sorted { $0.path < $1.path }
    }

    static func text(_ path: String) throws -> String {
        try Checkout.text("Fixtures/\(path)")
    }
}

@Suite struct GoldenTests {
    @Test(arguments: ["Golden", "Shadowed"])
    func generatedSwiftIsAsCommitted(module: String) throws {
        let plan = try Golden.plan(module)
        let files = SwiftRenderer.render(plan) + LawsRenderer.render(plan)
        for file in files {
            let committed = try Golden.text("\(module)/Generated/\(file.name)")
            #expect(file.text == committed, "\(file.name) differs: run `make golden` and look")
        }
        let names = try Golden.swiftFiles("\(module)/Generated").map(\.lastPathComponent)
        #expect(names.sorted() == files.map(\.name).sorted(), "a committed file is not generated")
    }

    @Test func schemaIsAsCommitted() throws {
        #expect(
            Explanation.schema(of: try Golden.plan()) == (try Golden.text("Explained/schema.sql")))
    }

    @Test func explanationIsAsCommitted() throws {
        #expect(
            Explanation.text(of: try Golden.plan()) == (try Golden.text("Explained/explain.txt")))
    }

    @Test func attributesMayNameTheirModule() {
        let text = "@OrmRuntime.Persist struct A { @OrmRuntime.Key var b: Int }"
        let result = readModel(of: [SourceFile(path: "A.swift", text: text)], target: "T")
        #expect(result.model?.entities.map(\.key) == [["b"]])
    }

    @Test func outputDoesNotDependOnTheOrderOfTheFiles() throws {
        let texts = [
            SourceFile(path: "A.swift", text: "@Persist struct A { var b: B }"),
            SourceFile(path: "B.swift", text: "@Persist struct B { var n: N }"),
            SourceFile(path: "C.swift", text: "typealias N = M\ntypealias M = Int"),
        ]
        let forward = readModel(of: texts, target: "T")
        let backward = readModel(of: texts.reversed(), target: "T")
        #expect(forward.issues.isEmpty)
        #expect(forward.model == backward.model)
        #expect(forward.model?.entities.map(\.name) == ["A", "B"])
    }

    @Test func noGeneratedLineOfCodeButSQLIsWiderThanTheStyleAllows() throws {
        for file in SwiftRenderer.render(try Golden.plan()) {
            for line in file.text.split(separator: "\n") where !line.contains("#\"") {
                #expect(line.utf8.count <= 150, "\(file.name): \(line)")
            }
        }
    }

    /// The time of a build is in proportion to what is generated (decision 20). The limits may only shrink.
    @Test(arguments: [(5, 113), (15, 199)])
    func aTypeTakesNoMoreLinesThanItDid(fields: Int, limit: Int) throws {
        let others = (2...fields).map { "    var field\($0): String" }.joined(separator: "\n")
        let text = "@Persist struct A {\n    @Key var id: Int\n\(others)\n}"
        let result = readModel(of: [SourceFile(path: "A.swift", text: text)], target: "T")
        let files = SwiftRenderer.render(Planner.plan(try #require(result.model)))
        let file = try #require(files.first { $0.name == "A+Orm.swift" })
        let lines = file.text.split(separator: "\n", omittingEmptySubsequences: false).count - 1
        #expect(lines <= limit)
    }
}
