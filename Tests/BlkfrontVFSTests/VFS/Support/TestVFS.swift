// A volume on a disk, registered under a name of its own so that tests run side by side.
import BlkfrontVFS
import BlockIO
import CSQLite
import DiskVolume
import SeededRandom
import Synchronization

private let counter = Atomic<Int>(0)

/// A fixed identity, so that a disk's bytes are the same in every run with a seed.
final class IdentifierSource {
    var random: SeededRandom
    init(seed: UInt64) { random = SeededRandom(seed: seed) }
}

final class TestVFS {
    let disk: any BlockDevice
    let volume: Volume
    let vfs: VolumeVFS

    /// Mounts what is on the disk, or makes a volume of it first.
    init(
        on disk: any BlockDevice, formats: Bool = true, options: VFSOptions = VFSOptions(),
        mount: MountOptions = MountOptions(allowsVolatile: true), seed: UInt64 = 1
    ) throws {
        self.disk = disk
        let source = IdentifierSource(seed: seed)
        if formats { try Volume.format(disk, identity: (1, seed)) }
        volume = try Volume(on: disk, options: mount) { source.random.next() }
        let number = counter.add(1, ordering: .relaxed).newValue
        vfs = try VolumeVFS.register(
            volume, name: "test\(number)", options: options,
            environment: VFSEnvironment(
                now: { 1_700_000_000_000 }, random: { source.random.next() }, sleep: { _ in }))
    }

    deinit { vfs.unregister() }

    func open(
        _ name: String = "data",
        flags: Int32 = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_URI
    ) throws(SQLFailure) -> RawConnection {
        let connection = try RawConnection(name, vfs: vfs.name, flags: flags)
        connection.owner = self
        return connection
    }
}

/// What the SQLite can that the tests are linked with.
enum DatabaseTraits {
    /// Whether transactions can be batches: with Tools/sqlite/host they can, with Debian's library they cannot.
    static let hasBatches = sqlite3_compileoption_used("ENABLE_BATCH_ATOMIC_WRITE") != 0
}
