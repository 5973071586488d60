// SPDX-License-Identifier: MIT
// `orm-gen generate`: what the build plugin calls.
import ArgumentParser
import Foundation
import OrmGenCore

struct GenerateCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "generate",
        abstract: "Writes the Swift code for the annotated types.",
        discussion: """
            Writes NAME+Orm.swift for each source file NAME.swift with annotated types, and \
            MODULE+OrmSchema.swift. A file that would not change is left untouched, so nothing that \
            depends on it is built again.
            """
    )

    @OptionGroup var sources: SourceArguments

    @Option(name: .shortAndLong, help: "The folder to write to; made if it is missing.")
    var output: String

    @Flag(help: "Also write NAME+OrmLaws.swift: random values for the lossless law of OrmLaws.")
    var laws = false

    @Option(
        name: .customLong("expect"), parsing: .upToNextOption,
        help: ArgumentHelp(
            "Names of files to write even if there is nothing to say in them.", valueName: "name"))
    var expected: [String] = []

    func run() throws {
        let plan = try sources.plan()
        var files = SwiftRenderer.render(plan)
        if laws { files += LawsRenderer.render(plan) }
        // A build system that was promised a file must find it.
        for name in expected where !files.contains(where: { $0.name == name }) {
            files.append(GeneratedFile(name: name, text: "// Nothing here is annotated.\n"))
        }
        let folder = URL(fileURLWithPath: output, isDirectory: true)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        for file in files { try write(file, to: folder) }
    }

    private func write(_ file: GeneratedFile, to folder: URL) throws {
        let url = folder.appendingPathComponent(file.name)
        let text = Data(file.text.utf8)
        if let present = try? Data(contentsOf: url), present == text { return }
        try text.write(to: url, options: .atomic)
    }
}
