// SPDX-License-Identifier: MIT
import ArgumentParser
import Foundation
import GuestImage

struct FinishCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "finish",
        abstract: "Makes the image of a program that is linked already.",
        discussion: """
            Writes NAME.elf, the image; NAME.bare.elf, the image without symbols; NAME.debug.elf, for gdb; \
            and with a link map, NAME.map and NAME.sizes.txt, the bytes by module and symbol.
            """
    )

    @OptionGroup var toolchain: ToolchainArguments

    @Argument(help: "The program that swift build linked.")
    var program: String

    @Option(name: .shortAndLong, help: "The folder to write to; made if it is missing.")
    var output: String

    @Option(help: "What ld.lld wrote for -Map when it linked the program.")
    var map: String?

    @Flag(
        inversion: .prefixedNo,
        help: "Whether the image has the names of functions, for backtraces.")
    var symbols = true

    func run() throws {
        let image = try FinishedImage(
            of: URL(fileURLWithPath: program), map: map.map { URL(fileURLWithPath: $0) },
            toolchain: toolchain.found(), folder: folder(output), hasSymbols: symbols)
        print(image.summary)
    }
}
