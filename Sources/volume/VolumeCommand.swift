// SPDX-License-Identifier: MIT
// The command line of the volume tool.
import ArgumentParser

@main
struct VolumeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "volume", abstract: "Looks at and changes the databases of a volume.")
}
