// SPDX-License-Identifier: MIT
// What every subcommand takes: source files or folders of them, and the module they belong to.
import ArgumentParser
import Foundation
import OrmGenCore
import OrmSyntax

struct SourceArguments: ParsableArguments {
    @Argument(
        help: ArgumentHelp(
            "Swift source files, or folders to search for them.", valueName: "path"))
    var paths: [String]

    @Option(
        name: .customLong("module"),
        help:
            "The Swift module the files belong to; by default the name of the first file's folder.")
    var moduleName: String?

    func validate() throws {
        if paths.isEmpty { throw ValidationError("name at least one source file or folder") }
    }
}

extension SourceArguments {
    var module: String {
        if let moduleName { return moduleName }
        let first = URL(fileURLWithPath: paths.first ?? ".")
        let folder = first.pathExtension == "swift" ? first.deletingLastPathComponent() : first
        return folder.standardizedFileURL.lastPathComponent
    }

    /// Reads, checks and plans, reporting every issue on standard error.
    ///
    /// - Throws: `ExitCode.failure` when there are errors in the source.
    func plan() throws -> Plan {
        Planner.plan(try model())
    }

    func model() throws -> Model {
        let (model, issues) = readModel(of: try sources(), target: module)
        for issue in issues { writeToStandardError(issue.description) }
        guard let model else { throw ExitCode.failure }
        return model
    }

    private func sources() throws -> [SourceFile] {
        try paths.flatMap { try swiftFiles(at: $0) }.map { path in
            do {
                let text = try String(contentsOf: URL(fileURLWithPath: path), encoding: .utf8)
                return SourceFile(path: path, text: text)
            } catch {
                throw ValidationError("cannot read '\(path)': \(error.localizedDescription)")
            }
        }
    }

    private func swiftFiles(at path: String) throws -> [String] {
        guard let attributes = try? FileManager.default.attributesOfItem(atPath: path) else {
            throw ValidationError("there is no '\(path)'")
        }
        guard attributes[.type] as? FileAttributeType == .typeDirectory else { return [path] }
        let names = FileManager.default.enumerator(atPath: path)?.compactMap { $0 as? String } ?? []
        return names.filter { $0.hasSuffix(".swift") }.sorted()
            .map { path.hasSuffix("/") ? path + $0 : path + "/" + $0 }
    }
}

func writeToStandardError(_ line: String) {
    FileHandle.standardError.write(Data((line + "\n").utf8))
}
