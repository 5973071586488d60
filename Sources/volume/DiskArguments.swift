// SPDX-License-Identifier: MIT
// What all subcommands take.
import ArgumentParser
import BlkfrontVFS
import BlockIO

/// The disk.
struct DiskArguments: ParsableArguments {
    @Argument(help: ArgumentHelp("A file or block device.", valueName: "disk"))
    var path: String

    /// A database's name, as it was typed.
    func name(_ text: String) throws -> DatabaseName {
        try reporting(path) { () throws(VolumeError) in try DatabaseName(text) }
    }

    func disk(isReadOnly: Bool) throws -> FileDisk {
        try reportingDisk(path) { () throws(BlockFault) in
            try FileDisk(path: path, isReadOnly: isReadOnly)
        }
    }

    /// The volume on the disk.
    func mounted(isReadOnly: Bool) throws -> Volume {
        let disk = try disk(isReadOnly: isReadOnly)
        return try reporting(path) { () throws(VolumeError) in
            try Volume(
                on: disk, options: MountOptions(isReadOnly: isReadOnly),
                identifierSource: { .random(in: 0 ... .max) })
        }
    }
}
