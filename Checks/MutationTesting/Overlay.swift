// SPDX-License-Identifier: MIT
// The copy of the sources in which each mutant is a switch. Mutant n is on when the environment has MIRAGE_MUTANT=n.
// Files that stay as they are keep their times, so that the next build of the copy compiles only what is new.
import Foundation

package struct Overlay {
    /// The source that each mutated module gets: whether a mutant is on.
    private static let switches = Data(
        """
        import Glibc

        private let active = unsafe getenv("MIRAGE_MUTANT").map { unsafe atoi($0) } ?? -1
        private let reached = unsafe getenv("MIRAGE_MUTANTS_REACHED").map {
            unsafe open($0, O_WRONLY | O_APPEND | O_CREAT, 0o644)
        }
        // Two threads may both write a number; whoever reads does not mind.
        private nonisolated(unsafe) let known = {
            let flags = UnsafeMutablePointer<Bool>.allocate(capacity: 100_000)
            unsafe flags.initialize(repeating: false, count: 100_000)
            return unsafe flags
        }()

        func isMutant(_ number: Int32) -> Bool {
            if reached != nil { note(number) }
            return active == number
        }

        /// Writes down that a run came by a mutant, once.
        private func note(_ number: Int32) {
            guard let reached, unsafe !known[Int(number)] else { return }
            unsafe known[Int(number)] = true
            let line = Array("\\(number)\\n".utf8)
            _ = unsafe write(reached, line, line.count)
        }

        """.utf8)

    /// The beginning of the program of tests. Without one, SwiftPM looks for tests of XCTest in an index of the sources, and
    /// with an index a first build takes a fifth longer. SwiftPM looks for a file of this name.
    private static let entryPoint = (
        name: "XCTMain.swift",
        source: Data(
            """
            import Testing

            @main struct XCTMain {
                static func main() async { await Testing.__swiftPMEntryPoint() as Never }
            }

            """.utf8)
    )

    let root: URL
    let output: URL
    private let files = FileManager.default

    /// - Parameters:
    ///   - root: the checkout.
    ///   - output: where the copy goes.
    package init(root: URL, output: URL) {
        self.root = root
        self.output = output
    }

    /// Writes the copy with mutants of a list.
    ///
    /// - Parameter mutants: mutant n is the n-th, from zero.
    /// - Throws: ``MutantError`` for a mutant that fits no more, errors of the file system.
    package func write(_ mutants: [Mutant], list: String) throws {
        var edits: [String: [Edit]] = [:]
        for (number, mutant) in mutants.enumerated() {
            for change in mutant.changes {
                edits[change.file, default: []].append(
                    try edit(change, of: mutant, number, list: list))
            }
        }
        try write(edits, list: list)
    }

    /// Writes the copy with a sample of mutants.
    ///
    /// - Parameter without: numbers of mutants that are left out, since they do not compile.
    package func write(_ sample: MutantSample, without: Set<Int>) throws {
        var edits: [String: [Edit]] = [:]
        for number in sample.entries.indices where !without.contains(number) {
            var edit = sample.edits[number]
            edit.text = Self.text(edit.text, number)
            edits[sample.entries[number].file, default: []].append(edit)
        }
        try write(edits, list: "the sample")
    }

    private func write(_ edits: [String: [Edit]], list: String) throws {
        var changed: [String: Data] = [:]
        for (file, edits) in edits {
            switch SourceEdits.apply(edits, to: try bytes(of: file)) {
            case .success(let bytes): changed[file] = Data(bytes)
            case .failure(let overlap):
                let both = "'\(overlap.first)' and '\(overlap.second)'"
                throw MutantError(
                    file: list, line: 1, reason: "\(both) change the same text of \(file)")
            }
        }
        let added = Set(changed.keys.map { Self.module(of: $0) + "/Mutants.swift" })
        try copySources(changed, beside: added)
        for path in added { try replace(output.appending(path: path), with: Self.switches) }
        try linkOtherFolders()
        let manifest = try Data(contentsOf: root.appending(path: "Package.swift"))
        try replace(output.appending(path: "Package.swift"), with: manifest)
        try replace(output.appending(path: Self.entryPoint.name), with: Self.entryPoint.source)
    }

    // MARK: - Sources

    private func bytes(of file: String) throws -> [UInt8] {
        Array(try Data(contentsOf: root.appending(path: file)))
    }

    /// Where a change of the list belongs.
    private func edit(
        _ change: Change, of mutant: Mutant, _ number: Int, list: String
    ) throws -> Edit {
        func error(_ reason: String) -> MutantError {
            MutantError(file: list, line: change.line, reason: reason)
        }
        guard let source = try? bytes(of: change.file) else {
            throw error("there is no file \(change.file)")
        }
        guard let range = SourceEdits.range(of: change.old, in: source) else {
            throw error("'\(change.old[0])' does not stand just once in \(change.file)")
        }
        let text = Self.text(change.new.joined(separator: "\n"), number)
        return Edit(range: range, text: text, mutant: mutant.name)
    }

    /// A text with the switch of this mutant.
    private static func text(_ text: String, _ number: Int) -> String {
        text.replacing(Change.marker, with: "\(Change.marker)(\(number))")
    }

    private func copySources(_ changed: [String: Data], beside added: Set<String>) throws {
        let sources = Set(try paths(below: root).map { "Sources/" + $0 })
        for path in try paths(below: output).map({ "Sources/" + $0 })
        where !sources.contains(path) && !added.contains(path) {
            try files.removeItem(at: output.appending(path: path))
        }
        for path in sources {
            let data = try changed[path] ?? Data(contentsOf: root.appending(path: path))
            try replace(output.appending(path: path), with: data)
        }
    }

    /// The folder of the module that a source belongs to.
    private static func module(of path: String) -> String {
        path.split(separator: "/").prefix(2).joined(separator: "/")
    }

    // MARK: - Files

    /// The files in `Sources` of a folder.
    private func paths(below folder: URL) throws -> [String] {
        let folder = folder.appending(path: "Sources")
        guard let walk = files.enumerator(atPath: folder.path) else { return [] }
        return walk.compactMap { $0 as? String }.filter {
            var isFolder: ObjCBool = false
            files.fileExists(atPath: folder.path + "/" + $0, isDirectory: &isFolder)
            return !isFolder.boolValue
        }
    }

    /// Writes a file, unless it has the content already.
    private func replace(_ file: URL, with data: Data) throws {
        if let present = try? Data(contentsOf: file), present == data { return }
        try files.createDirectory(
            at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try data.write(to: file)
    }

    /// Links the folders that have no mutants: targets are in them, and what tests compare with.
    private func linkOtherFolders() throws {
        for name in try files.contentsOfDirectory(atPath: root.path) {
            let (folder, link) = (
                root.appending(path: name).path, output.appending(path: name).path
            )
            var isFolder: ObjCBool = false
            guard !name.hasPrefix("."), name != "Sources",
                files.fileExists(atPath: folder, isDirectory: &isFolder), isFolder.boolValue,
                (try? files.destinationOfSymbolicLink(atPath: link)) == nil
            else { continue }
            try files.createSymbolicLink(atPath: link, withDestinationPath: folder)
        }
    }
}
