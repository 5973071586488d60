// SPDX-License-Identifier: MIT
// Goal: each mutant of the list fits the sources, and what does not is an error at its line.
// Method: the copy of this very checkout; and small lists about one source.
import Foundation
import TestSupport
import Testing

@testable import MutationTesting

@Suite struct OverlayTests {
    private func withFolder(_ body: (URL) throws -> Void) throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "overlay-\(UUID())")
        defer { try? FileManager.default.removeItem(at: folder) }
        try body(folder)
    }

    private func text(_ file: URL) throws -> String {
        try String(contentsOf: file, encoding: .utf8)
    }

    @Test func theListFitsTheSources() throws {
        let list = "Checks/mutants.txt"
        let mutants = try MutantList.parse(try Checkout.text(list), file: list)
        #expect(mutants.count > 100)
        try withFolder { folder in
            try Overlay(root: Checkout.root, output: folder).write(mutants, list: list)
            for (number, mutant) in mutants.enumerated() {
                let source = try text(folder.appending(path: mutant.changes[0].file))
                #expect(source.contains("isMutant(\(number))"))
            }
            // Tests look for the documents beside the sources that they were built from.
            for path in ["Documentation/Storage.md", "Tests/stages.txt"] {
                #expect(
                    try text(folder.appending(path: path))
                        == text(Checkout.root.appending(path: path)))
            }
        }
    }

    @Test func filesThatStayAsTheyAreKeepTheirTimes() throws {
        try withFolder { folder in
            let mutants = try MutantList.parse(Self.list(old: "return first.count"), file: "list")
            let overlay = Overlay(
                root: try smallRoot(in: folder), output: folder.appending(path: "o"))
            try overlay.write(mutants, list: "list")
            let copies = [
                "Sources/A/Mutants.swift", "Sources/A/A.swift", "Package.swift", "XCTMain.swift",
            ]
            let paths = copies.map { folder.appending(path: "o/" + $0).path }
            for path in paths {
                try FileManager.default.setAttributes(
                    [.modificationDate: Date(timeIntervalSince1970: 1000)], ofItemAtPath: path)
            }
            try overlay.write(mutants, list: "list")
            for path in paths {
                let time = try FileManager.default.attributesOfItem(atPath: path)[.modificationDate]
                #expect(time as? Date == Date(timeIntervalSince1970: 1000), "\(path)")
            }
        }
    }

    @Test(arguments: [
        ("return last.count", "'return last.count' does not stand just once in Sources/A/A.swift"),
        ("}", "'}' does not stand just once in Sources/A/A.swift"),
    ])
    func aMutantThatFitsNoMoreIsAnError(old: String, reason: String) throws {
        try withFolder { folder in
            let root = try smallRoot(in: folder)
            let mutants = try MutantList.parse(Self.list(old: old), file: "list")
            #expect(throws: MutantError(file: "list", line: 3, reason: reason)) {
                try Overlay(root: root, output: folder.appending(path: "o"))
                    .write(mutants, list: "list")
            }
        }
    }

    private static func list(old: String) -> String {
        "mutant a: b\n@ Sources/A/A.swift\n- \(old)\n+ return isMutant ? 0 : 1\n! tests A\n"
    }

    private func smallRoot(in folder: URL) throws -> URL {
        let root = folder.appending(path: "root")
        try FileManager.default.createDirectory(
            at: root.appending(path: "Sources/A"), withIntermediateDirectories: true)
        let source =
            "func f(_ first: String) -> Int {\n    if first.isEmpty { return 1 }\n    return first.count\n}\n"
        try Data(source.utf8).write(to: root.appending(path: "Sources/A/A.swift"))
        try Data("// A manifest.\n".utf8).write(to: root.appending(path: "Package.swift"))
        return root
    }
}
