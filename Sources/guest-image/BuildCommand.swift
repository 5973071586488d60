// SPDX-License-Identifier: MIT
import ArgumentParser
import Foundation
import GuestImage

struct BuildCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "build",
        abstract: "Builds products of a package for guests and makes their images."
    )

    @OptionGroup var toolchain: ToolchainArguments
    @OptionGroup var headers: HeaderArguments

    @Option(help: ArgumentHelp("An executable product; may be repeated.", valueName: "name"))
    var product: [String]

    @Option(help: "The folder with Package.swift.")
    var packagePath = "."

    @Option(help: "SwiftPM's folder; by default .build in the package.")
    var scratchPath: String?

    @Option(
        name: .shortAndLong,
        help:
            "The folder to write to, for all products; by default guests/NAME in SwiftPM's folder.")
    var output: String?

    @Flag(
        inversion: .prefixedNo,
        help: "Whether the image has the names of functions, for backtraces.")
    var symbols = true

    @Option(help: "The SQLite of programs that use it: full, lean or auto.")
    var sqlite: SQLiteProfile?

    @Option(help: "SQLite's sources; by default Debian's source package.")
    var sqliteSource: String?

    @Flag(help: .hidden)
    var ignoreLock = false

    @Argument(parsing: .postTerminator, help: "After '--': passed on to swift build.")
    var extraArguments: [String] = []

    func validate() throws {
        if product.isEmpty { throw ValidationError("name a product: --product NAME") }
    }

    func run() throws {
        let toolchain = try toolchain.found()
        let build = GuestBuild(
            package: folder(packagePath), scratch: scratchPath.map(folder), toolchain: toolchain,
            sdk: try GuestSDK(toolchain, xenHeaders: headers.xenHeaders), ignoresLock: ignoreLock,
            sqlite: sqlite.map { SQLiteLibrary($0, source: sqliteSource.map(folder)) },
            extraArguments: extraArguments)
        for name in product {
            print(
                try build.image(of: name, folder: output.map(folder), hasSymbols: symbols).summary)
        }
    }
}

extension SQLiteProfile: ExpressibleByArgument {}
