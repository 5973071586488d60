// SPDX-License-Identifier: MIT
// A guest's storage: one volume on one disk, which holds all stores. It is mounted when the first
// store is opened, or earlier by `attach`. Without Xen there is no disk, and a volume in memory
// replaces it.

#if hasFeature(Embedded)
import Blkfront
public import BlkfrontVFS
public import BlockIO
internal import CompactStrings
public import DiskVolume
internal import Guest
public import OrmRuntime
internal import _Concurrency

/// The storage of the guest.
public enum Storage {
    // SAFETY: a guest has one thread, and only its storage fiber changes these.
    private nonisolated(unsafe) static var attached: Volume?
    private nonisolated(unsafe) static var files: VolumeVFS?
    private nonisolated(unsafe) static var hasMemoryOnly = false

    /// Finds the disk, mounts its volume and makes it available to stores. Formats a blank disk.
    /// Does nothing when called again.
    ///
    /// - Throws: `StoreError.cannotOpen` with the disk as the path and the reason in words.
    public static func attach(
        _ options: StorageOptions = .commandLine
    ) async throws(StoreError) {
        try await onFiber { () throws(StoreError) in try mount(options, nil) }
    }

    /// The volume of the stores; nil until one was opened.
    public static var volume: Volume? { unsafe attached }

    /// The requests made to the disk so far.
    public static var counters: BlockCounters { volume?.device.counters ?? BlockCounters() }

    /// Runs `work` on the storage fiber and suspends the task until it returns. Only there may code
    /// use volumes or disks.
    ///
    ///     try await Storage.onFiber { () throws(StoreError) in
    ///         print(Storage.volume?.freeBlockCount ?? 0)
    ///     }
    ///
    /// - Returns: what `work` returns.
    /// - Throws: what `work` throws.
    public static func onFiber<Value: Sendable>(
        _ work: @escaping @Sendable () throws(StoreError) -> Value
    ) async throws(StoreError) -> Value {
        let outcome: Result<Value, StoreError> = await unsafe withUnsafeContinuation {
            continuation in
            StorageFiber.shared.append {
                // SAFETY: resumed once, here.
                do throws(StoreError) {
                    unsafe continuation.resume(returning: .success(try work()))
                } catch {
                    unsafe continuation.resume(returning: .failure(error))
                }
            }
        }
        return try outcome.get()
    }

    /// Reads a disk up to the first zero byte, such as a text that was written to it.
    ///
    /// - Parameter name: the disk's name, such as `xvdb`.
    /// - Returns: the bytes before the zero; nil when there is no such disk.
    /// - Throws: `StoreError.cannotOpen` with the name as the path.
    public static func text(onDisk name: String) async throws(StoreError) -> [UInt8]? {
        try await onFiber { () throws(StoreError) in
            guard let disk = try StorageDisk.open(name) else { return nil }
            defer { disk.close() }
            do throws(BlockFault) {
                return try disk.text()
            } catch {
                throw .cannotOpen(path: name, reason: "\(error)")
            }
        }
    }

    /// Prepares the opening of a store. Runs on the storage fiber.
    static func prepare(toOpen path: String) throws(StoreError) {
        guard volume == nil else { return }
        guard path.isSame(as: ":memory:") else { return try mount(.commandLine, path) }
        // A store in memory needs no disk, but SQLite opens nothing without a VFS.
        if unsafe hasMemoryOnly { return }
        _ = StoragePool.shared()  // SQLite takes the pool only before its first use
        let disk = StorageDisk.inMemory(blockCount: smallestDisk)
        _ = try disk.volume(StorageOptions(), for: path).register("memory", for: path)
        unsafe hasMemoryOnly = true
    }

    /// Blocks of the smallest volume in memory, which SQLite needs a VFS for.
    private static let smallestDisk = 64

    /// - Parameter path: the file being opened, for errors; nil for the disk itself.
    private static func mount(_ options: StorageOptions, _ path: String?) throws(StoreError) {
        guard volume == nil else { return }
        let path = path ?? options.disk ?? "disk"
        if let fault = options.fault { throw .cannotOpen(path: path, reason: fault) }
        let disk = try StorageDisk.find(options, for: path)
        let volume = try disk.volume(options, for: path)
        if let pool = StoragePool.shared() { volume.share(pool) }
        let files = try volume.register(
            VolumeVFS.usualName, VFSOptions(commitMode: options.commitMode), for: path)
        unsafe attached = volume
        unsafe self.files = files
    }

    /// Returns the reason of the volume's or disk's last failure, if SQLite reported it by this
    /// code.
    static func explanation(of code: Int32) -> String? {
        guard let failure = unsafe files?.failure(withCode: code), !failure.text.utf8.isEmpty
        else { return nil }
        return failure.text
    }
}

extension Volume {
    /// Registers the volume as the one that SQLite opens databases on.
    fileprivate func register(
        _ name: String, _ options: VFSOptions = VFSOptions(), for path: String
    ) throws(StoreError) -> VolumeVFS {
        let environment = VFSEnvironment(
            now: { Int64((unsafe Guest.domain?.clock.nanosecondsSince1970 ?? 0) / 1_000_000) },
            random: { Guest.randomWord() },
            sleep: { microseconds in
                let loop = Guest.loop
                let moment = loop.now.advanced(byNanoseconds: UInt64(max(0, microseconds)) * 1_000)
                _ = Signal(on: loop).wait(until: moment)
            })
        do throws(StorageFailure) {
            return try VolumeVFS.register(
                self, name: name, asDefault: true, options: options, environment: environment)
        } catch {
            throw .cannotOpen(path: path, reason: error.text)
        }
    }
}
#endif
