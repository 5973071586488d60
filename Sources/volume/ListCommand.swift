// SPDX-License-Identifier: MIT
import ArgumentParser
import DiskVolume

struct ListCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "ls",
        abstract: "Lists the databases of a volume: bytes of the main file, then the name.",
        discussion:
            "Nothing is written, so that a journal or log that waits to be played back stays."
    )

    @OptionGroup var arguments: DiskArguments

    func run() throws {
        let databases = try arguments.mounted(isReadOnly: true).databases
        let width = databases.map { "\($0.byteCount)".count }.max() ?? 0
        for database in databases {
            let bytes = "\(database.byteCount)"
            print("\(String(repeating: " ", count: width - bytes.count))\(bytes)  \(database.name)")
        }
    }
}
