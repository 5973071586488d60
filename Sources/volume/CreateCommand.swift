// SPDX-License-Identifier: MIT
import ArgumentParser
import BlockIO
import DiskVolume
import Foundation

struct CreateCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "create",
        abstract: "Makes an empty volume of a disk.",
        discussion: """
            With --size, the file is made, or grows to that size. A disk that is not blank is refused unless --force \
            is given; of disks over 256 MiB, the first and last MiB and 64 blocks in between are looked at.
            """
    )

    @OptionGroup var arguments: DiskArguments

    @Option(help: "The file's size, as 67108864 or 64M; 1M at least.")
    var size: Size?

    @Option(help: "How many databases will fit, 1 to 64.")
    var slots = 16

    @Flag(help: "Overwrite what is on the disk.")
    var force = false

    func validate() throws {
        guard (1...64).contains(slots) else { throw ValidationError("--slots is 1 to 64") }
        if let size, size.byteCount < 1 << 20 { throw ValidationError("--size is 1M at least") }
    }

    func run() throws {
        let path = arguments.path
        if let size, !FileManager.default.fileExists(atPath: path) {
            try reportingDisk(path) { () throws(BlockFault) in
                try FileDisk.create(path: path, byteCount: size.byteCount)
            }
        }
        let disk = try arguments.disk(isReadOnly: false)
        // Nothing is changed, not even the size, before the disk is known to be blank.
        if !force {
            try reporting(path) { () throws(VolumeError) in
                let content = try Volume.identify(disk)
                guard content == .blank || content == .likelyBlank else { throw .notBlank(content) }
            }
        }
        if let size { try grow(path, to: size.byteCount) }
        try reporting(path) { () throws(VolumeError) in
            try Volume.format(
                disk, identity: (.random(in: 0 ... .max), .random(in: 0 ... .max)), slots: slots,
                replacesContent: true)
        }
        print("\(path): a volume of \(Size.text(disk.geometry.byteCount)) for \(slots) databases")
    }

    private func grow(_ path: String, to byteCount: UInt64) throws {
        let attributes = try? FileManager.default.attributesOfItem(atPath: path)
        guard attributes?[.type] as? FileAttributeType == .typeRegular,
            let present = attributes?[.size] as? UInt64
        else {
            throw failure(path, "is no file; a device has the size it has", Status.noVolume)
        }
        guard present <= byteCount else {
            throw failure(path, "is \(present) bytes already", Status.noVolume)
        }
        // SAFETY: Swift passes the path as a zero-terminated string for the call.
        guard unsafe truncate(path, off_t(byteCount)) == 0 else {
            throw failure(path, "cannot grow", Status.disk)
        }
    }
}
