// SPDX-License-Identifier: MIT
// The command line. Each subcommand is a thin caller of the library GuestImage.
import ArgumentParser
import Foundation
import GuestImage

@main
struct GuestImageCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "guest-image",
        abstract: "Makes images that Xen boots of Swift packages.",
        discussion: """
            The plugin runs `guest-image build` for you: `swift package guest --product NAME`.

            EXAMPLES
              guest-image build --product Hello                      the image of a product
              guest-image sdk --output sdks                          the SDK alone, for swift build:
              swift build --swift-sdks-path sdks --swift-sdk x86_64-xen-linux-gnu --product Hello
              guest-image finish .build/x86_64-xen-linux-gnu/debug/Hello --output images

            The exit code is 1 when there is no image, and 64 when the command line makes no sense.
            """,
        subcommands: [BuildCommand.self, SDKCommand.self, FinishCommand.self]
    )
}

/// What all subcommands take.
struct ToolchainArguments: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "The Swift toolchain, a folder with usr/bin; by default that of the 'swiftc' on the PATH.",
            valueName: "folder"))
    var toolchain: String?

    func found() throws -> Toolchain { try Toolchain(at: toolchain) }
}

/// What building takes besides.
struct HeaderArguments: ParsableArguments {
    @Option(
        help: ArgumentHelp("The folder of Xen's public headers.", valueName: "folder"))
    var xenHeaders = "/usr/include/xen"
}

extension FinishedImage {
    /// The line that is printed of an image.
    var summary: String {
        "\(image.path): \(bareSize) bytes, \(size) with symbols, \(memorySize / 1024) KB in memory"
    }
}

/// A folder named on the command line.
func folder(_ path: String) -> URL {
    URL(fileURLWithPath: path, isDirectory: true).standardizedFileURL
}
