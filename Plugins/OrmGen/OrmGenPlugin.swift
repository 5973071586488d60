// SPDX-License-Identifier: MIT
// The build plugin. It names inputs and outputs and starts `orm-gen`; everything else is the tool's.
// A build command, not a prebuild command: it runs only when a source of the target has changed.
import Foundation
import PackagePlugin

@main
struct OrmGenPlugin: BuildToolPlugin {
    func createBuildCommands(context: PluginContext, target: any Target) throws -> [Command] {
        guard let module = target as? any SourceModuleTarget else { return [] }
        let sources = module.sourceFiles(withSuffix: ".swift").map(\.url)
            .sorted { $0.path < $1.path }
        // Files without the word need no output of their own; the tool still reads them for the types,
        // aliases and extensions that annotated types refer to.
        let annotated = sources.filter { mentionsPersist($0) }
        guard !annotated.isEmpty else { return [] }
        let outputs = OutputNames(annotated: annotated, target: target.name)
        guard outputs.areFree(among: sources, annotated: annotated) else { return [] }
        let folder = context.pluginWorkDirectoryURL
        return [
            .buildCommand(
                displayName: "Generating persistence code for \(target.name)",
                executable: try context.tool(named: "orm-gen").url,
                arguments: ["generate", "--module", target.name, "--output", folder.path]
                    + sources.map(\.path) + ["--expect"] + outputs.all,
                inputFiles: sources,
                outputFiles: outputs.all.map { folder.appending(path: $0) })
        ]
    }

    private func mentionsPersist(_ file: URL) -> Bool {
        // A file that cannot be read is the compiler's to report.
        guard let text = try? String(contentsOf: file, encoding: .utf8) else { return false }
        return text.contains("@Persist") || text.contains("@OrmRuntime.Persist")
    }
}
