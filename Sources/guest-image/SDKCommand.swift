// SPDX-License-Identifier: MIT
import ArgumentParser
import Foundation
import GuestImage

struct SDKCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sdk",
        abstract: "Writes the Swift SDK for guests and prints its folder.",
        discussion:
            "Files that would not change are left alone, and an SDK with other contents goes."
    )

    @OptionGroup var toolchain: ToolchainArguments
    @OptionGroup var headers: HeaderArguments

    @Option(name: .shortAndLong, help: "The folder for --swift-sdks-path; made if it is missing.")
    var output: String

    func run() throws {
        let sdk = try GuestSDK(toolchain.found(), xenHeaders: headers.xenHeaders)
        print(try sdk.write(to: folder(output)).path)
    }
}
