// SPDX-License-Identifier: MIT
// `swift package guest`: checks what only SwiftPM knows, which products there are, and starts `guest-image build`;
// everything else is the tool's. It declares no permission to write, because what it writes goes into SwiftPM's own
// folder unless the user says otherwise with --output.
import Foundation
import PackagePlugin

@main
struct GuestImagePlugin: CommandPlugin {
    private static let usage = """
        Builds products of this package as images that Xen boots.

        USAGE: swift package guest [--product NAME ...] [--output FOLDER] [--no-symbols] [-- OPTIONS]

          --product NAME    an executable product; by default the only one; may be repeated
          --output FOLDER   where NAME.elf and the files beside it go; by default .build/guests/NAME
          --no-symbols      leave out the names of functions, which backtraces show
          --xen-headers FOLDER   Xen's public headers; by default /usr/include/xen
          --sqlite PROFILE  the SQLite of programs that use it: full (the default), lean or auto
          --sqlite-source FOLDER   SQLite's sources; by default Debian's source package
          -- OPTIONS        passed on to swift build
        """

    func performCommand(context: PluginContext, arguments: [String]) throws {
        let end = arguments.firstIndex(of: "--") ?? arguments.endIndex
        var options = ArgumentExtractor(Array(arguments[..<end]))
        if options.extractFlag(named: "help") > 0 {
            print(Self.usage)
            return
        }
        let named = options.extractOption(named: "product")
        var passedOn: [String] = []
        for name in ["output", "xen-headers", "sqlite-source"] {
            if let value = options.extractOption(named: name).last {
                passedOn += ["--\(name)", value]
            }
        }
        if options.extractFlag(named: "no-symbols") > 0 { passedOn.append("--no-symbols") }
        let profile = options.extractOption(named: "sqlite").last ?? "full"
        if let unknown = options.remainingArguments.first {
            throw Mistake(description: "'\(unknown)' is not understood\n\n\(Self.usage)")
        }
        let products = try products(named, in: context.package)
        if usesSQLite(products, in: context.package) { passedOn += ["--sqlite", profile] }
        let status = try run(
            context.tool(named: "guest-image").url,
            [
                "build", "--toolchain", try toolchain(context), "--package-path",
                context.package.directoryURL.path,
            ]
                + ["--scratch-path", scratch(context).path, "--ignore-lock"]
                + products.flatMap { ["--product", $0] } + passedOn + arguments[end...])
        // The tool has said why.
        if status != 0 { exit(status) }
    }

    /// The products asked for, if they can be guests.
    private func products(_ named: [String], in package: Package) throws -> [String] {
        let executable = package.products(ofType: ExecutableProduct.self).map(\.name).sorted()
        let list =
            executable.isEmpty ? "none" : executable.map { "'\($0)'" }.joined(separator: ", ")
        guard !named.isEmpty else {
            if executable.count == 1 { return executable }
            throw Mistake(
                description:
                    "say which product: --product NAME; the executable products are: \(list)")
        }
        for name in named where !executable.contains(name) {
            let what =
                package.products.contains { $0.name == name }
                ? "product '\(name)' is not executable" : "there is no product '\(name)'"
            throw Mistake(description: "\(what); the executable products are: \(list)")
        }
        return named
    }

    /// Whether one of the products is linked with SQLite.
    private func usesSQLite(_ names: [String], in package: Package) -> Bool {
        package.products(ofType: ExecutableProduct.self).filter { names.contains($0.name) }
            .flatMap(\.targets).flatMap(\.recursiveTargetDependencies)
            .contains { $0.name == "CSQLite" }
    }

    /// The folder of the toolchain that runs this, rather than of one that happens to be on the PATH.
    private func toolchain(_ context: PluginContext) throws -> String {
        try context.tool(named: "swiftc").url.deletingLastPathComponent().path
    }

    /// SwiftPM's folder: the one with `plugins/GuestImagePlugin/outputs` in it.
    private func scratch(_ context: PluginContext) -> URL {
        var folder = context.pluginWorkDirectoryURL
        while folder.lastPathComponent != "plugins", folder.path != "/" {
            folder.deleteLastPathComponent()
        }
        return folder.deletingLastPathComponent()
    }

    private func run(_ tool: URL, _ arguments: [String]) throws -> Int32 {
        let process = Process()
        process.executableURL = tool
        process.arguments = arguments
        try process.run()
        process.waitUntilExit()
        return process.terminationReason == .exit ? process.terminationStatus : 1
    }
}

/// What the user got wrong.
private struct Mistake: Error, CustomStringConvertible {
    let description: String
}
