// SPDX-License-Identifier: MIT
// The arguments common to all subcommands.
import ArgumentParser
import BlockIO
import DiskVolume

/// The disk argument.
struct DiskArguments: ParsableArguments {
    @Argument(help: ArgumentHelp("A file or block device.", valueName: "disk"))
    var path: String

    /// Converts the text to a database's name.
    func name(_ text: String) throws -> DatabaseName {
        try reporting(path) { () throws(VolumeError) in try DatabaseName(text) }
    }

    func disk(isReadOnly: Bool) throws -> FileDisk {
        try reportingDisk(path) { () throws(BlockFault) in
            try FileDisk(path: path, isReadOnly: isReadOnly)
        }
    }

    /// Mounts the volume on the disk.
    func mounted(isReadOnly: Bool) throws -> Volume {
        let disk = try disk(isReadOnly: isReadOnly)
        return try reporting(path) { () throws(VolumeError) in
            try Volume(
                on: disk, options: MountOptions(isReadOnly: isReadOnly),
                identifierSource: { .random(in: 0 ... .max) })
        }
    }
}
