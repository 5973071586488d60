// SPDX-License-Identifier: MIT
// The command line of the volume tool. The subcommands are thin callers of BlkfrontVFS.
import ArgumentParser

@main
struct VolumeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "volume",
        abstract: "Looks at and changes the databases of a volume, on a file or a block device.",
        discussion: """
            A disk that a running guest uses must not be opened: the tool cannot know of it.

            EXAMPLES
              volume create disk.img --size 64M            a volume in a new file
              volume import disk.img contacts old.sqlite   a database of SQLite's into it
              volume ls disk.img                           what is in it
              volume check disk.img                        whether it is whole
              volume export disk.img contacts new.sqlite   a database out of it

            EXIT CODES
              0   done, and nothing is damaged
              1   the volume or a database is damaged
              2   the disk holds no volume, or something else that will not be overwritten
              3   the disk or a file cannot be read or written
              4   there is no such database, there is one already, it cannot have that name, or there is no room
              64  the command line makes no sense
            """,
        subcommands: [
            CreateCommand.self, ListCommand.self, InfoCommand.self, CheckCommand.self,
            ExportCommand.self, ImportCommand.self,
        ]
    )
}
