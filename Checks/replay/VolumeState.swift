// SPDX-License-Identifier: MIT
// What is found on a disk that may be the result of a power cut: it is mounted and checked as the next boot of a guest
// would mount it, SQLite opens the load's database and checks it, and each row is compared with what it must be.
import BlkfrontVFS
import BlockIO
import CSQLite
import DiskVolume
import LoadTexts
import SeededRandom
import WriteLog

/// What a disk holds.
enum VolumeState {
    /// The load's transactions up to the one that ends with this entry, and nothing else.
    case counted(Int64)
    /// Something that must not be.
    case wrong(String)

    /// Looks at a disk of these bytes.
    init(of image: DiskImage) {
        do throws(VolumeError) {
            self = try Self.look(image)
        } catch {
            self = .wrong("the volume: \(error)")
        }
    }

    private static func look(_ image: DiskImage) throws(VolumeError) -> VolumeState {
        let disk = RAMDisk(blockCount: image.bytes.count / blockSize, durability: .barrier)
        do throws(BlockFault) {
            try image.write(to: disk)
        } catch {
            throw .disk(error)
        }
        // A guest would format it.
        if try Volume.identify(disk) == .blank { return .counted(0) }
        var random = SeededRandom(seed: 1)
        let volume = try Volume(on: disk, identifierSource: { random.next() })
        for finding in try volume.check() where finding.isDamage { return .wrong("\(finding)") }
        guard volume.exists("load") else { return .counted(0) }
        return entries(of: volume)
    }

    private static func entries(of volume: Volume) -> VolumeState {
        do throws(StorageFailure) {
            let vfs = try VolumeVFS.register(
                volume, name: "replay",
                environment: VFSEnvironment(now: { 0 }, random: { 0 }, sleep: { _ in }))
            defer { vfs.unregister() }
            return try LoadDatabase(vfs: "replay").state()
        } catch {
            return .wrong("SQLite: \(error.text)")
        }
    }
}

extension DiskImage {
    /// Puts the bytes on a disk of as many.
    func write(to disk: RAMDisk) throws(BlockFault) {
        var fault: BlockFault?
        unsafe bytes.withUnsafeBytes { bytes in
            do throws(BlockFault) {
                // SAFETY: the bytes live through the call, whole blocks of them.
                try unsafe disk.write(to: 0, from: bytes)
            } catch {
                fault = error
            }
        }
        if let fault { throw fault }
    }
}
