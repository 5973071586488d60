// SPDX-License-Identifier: MIT
// SQLite on a volume, with its page cache on a pool that the disk may read into, as in a guest.

import BlkfrontVFS
import BlockIO
import DiskVolume
import SeededRandom

/// SQLite on a volume, for one use.
enum StoreOnVolume {
    /// Few pages, so that the cache runs out of them.
    // SAFETY: a process of the fuzzer has one thread that uses SQLite.
    nonisolated(unsafe) private static let pool = PagePool(limit: 40, chunkSize: 9)
    private static let isInstalled: Bool = {
        do throws(StorageFailure) {
            try PageCache.install(unsafe pool)
            return true
        } catch {
            fatalError("the page cache is not SQLite's: \(error)")
        }
    }()

    static func use(
        _ disk: ImageDisk, seed: UInt64, _ body: (VolumeVFS) throws -> Void
    ) throws {
        var random = SeededRandom(seed: seed)
        // Before SQLite is used for the first time.
        precondition(isInstalled)
        let volume = try Volume(on: disk) { random.next() }
        volume.share(unsafe pool)
        let vfs = try VolumeVFS.register(
            volume, name: "fuzz", asDefault: true,
            environment: VFSEnvironment(
                now: { 1_700_000_000_000 }, random: { random.next() }, sleep: { _ in }))
        defer { vfs.unregister() }
        try body(vfs)
    }
}
