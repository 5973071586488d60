// SQLite's default VFS in this process, with two exceptions: files below a folder that a test watches tell their disk
// what happens to them, and names that begin with "volume" or "stubborn" are databases of a volume, in a file or on a disk that can
// refuse to flush.
//
// A watched file is a file of the system's VFS whose table of methods is a copy with some functions replaced.
import BlkfrontVFS
import BlockIO
import CSQLite
import DiskVolume
import Foundation
import Synchronization
import TestSupport

@safe enum WatchedStorage {
    /// An open file that is watched, by its address.
    @safe struct OpenFile: @unchecked Sendable {
        let disk: WatchedDisk
        let name: String
        let methods: UnsafePointer<sqlite3_io_methods>
    }

    @safe struct Tables: @unchecked Sendable {
        var copies: [UnsafePointer<sqlite3_io_methods>: UnsafePointer<sqlite3_io_methods>] =
            unsafe [:]
        var disks: [String: WatchedDisk] = [:]
        var files: [Int: OpenFile] = [:]
    }

    static let tables = Mutex(Tables())

    /// Watches what is opened below a folder from now on.
    static func watch(_ folder: String, _ disk: WatchedDisk) {
        _ = isInstalled
        tables.withLock { $0.disks[folder] = disk }
    }

    /// The volume's disk, which keeps epochs apart by flushes.
    static var volumeDisk: any BlockDevice {
        _ = isInstalled
        return unsafe theVolumeDisk
    }

    /// The disk of the volume whose databases' names begin with "stubborn".
    static var stubbornDisk: ScriptedDisk {
        _ = isInstalled
        return unsafe theStubbornDisk
    }

    // SAFETY: as below.
    private nonisolated(unsafe) static let theStubbornDisk = ScriptedDisk(
        RAMDisk(blockCount: 4_096, durability: .flush))
    // SAFETY: used by the one suite of volumes, whose tests come one after the other.
    private nonisolated(unsafe) static let theVolumeDisk: any BlockDevice = {
        let path = NSTemporaryDirectory() + "orm-tests-volume-\(UUID().uuidString)"
        defer { try? FileManager.default.removeItem(atPath: path) }
        try! FileDisk.create(path: path, byteCount: 64 << 20)
        return try! FileDisk(path: path)
    }()
    // SAFETY: written before SQLite knows of them.
    private nonisolated(unsafe) static var system = UnsafeMutablePointer<sqlite3_vfs>.allocate(
        capacity: 1)
    private nonisolated(unsafe) static var volume = UnsafeMutablePointer<sqlite3_vfs>.allocate(
        capacity: 1)
    private nonisolated(unsafe) static var stubborn = UnsafeMutablePointer<sqlite3_vfs>.allocate(
        capacity: 1)

    private static func register(
        _ name: String, on disk: any BlockDevice
    ) -> UnsafeMutablePointer<sqlite3_vfs> {
        let random = { UInt64.random(in: 0...UInt64.max) }
        try! Volume.format(disk, identity: (1, random()))
        _ = try! VolumeVFS.register(
            try! Volume(on: disk, identifierSource: random), name: name,
            environment: VFSEnvironment(
                now: { Int64(Date().timeIntervalSince1970 * 1_000) }, random: random,
                sleep: { usleep(UInt32($0)) }))
        return unsafe sqlite3_vfs_find(name)
    }

    private static let isInstalled: Bool = {
        unsafe volume = register("watched-volume", on: theVolumeDisk)
        unsafe stubborn = register("stubborn-volume", on: theStubbornDisk)
        unsafe system = sqlite3_vfs_find(nil)
        let table = UnsafeMutablePointer<sqlite3_vfs>.allocate(capacity: 1)
        unsafe table.initialize(to: system.pointee)
        unsafe table.pointee.zName = UnsafePointer(strdup("watched"))
        unsafe table.pointee.szOsFile = max(system.pointee.szOsFile, volume.pointee.szOsFile)
        unsafe replaceFunctions(of: table)
        return unsafe sqlite3_vfs_register(table, 1) == SQLITE_OK
    }()

    private static func replaceFunctions(of table: UnsafeMutablePointer<sqlite3_vfs>) {
        unsafe table.pointee.xOpen = { _, path, file, flags, granted in
            let vfs = unsafe WatchedStorage.vfs(of: path)
            let code = unsafe vfs.pointee.xOpen(vfs, path, file, flags, granted)
            if code == SQLITE_OK, let path = unsafe path {
                unsafe WatchedStorage.opened(String(cString: path), file!)
            }
            return code
        }
        unsafe table.pointee.xDelete = { _, path, synced in
            let vfs = unsafe WatchedStorage.vfs(of: path)
            return unsafe vfs.pointee.xDelete(vfs, path, synced)
        }
        unsafe table.pointee.xAccess = { _, path, question, answer in
            let vfs = unsafe WatchedStorage.vfs(of: path)
            return unsafe vfs.pointee.xAccess(vfs, path, question, answer)
        }
        unsafe table.pointee.xFullPathname = { _, path, room, result in
            let vfs = unsafe WatchedStorage.vfs(of: path)
            return unsafe vfs.pointee.xFullPathname(vfs, path, room, result)
        }
    }

    private static func vfs(of path: UnsafePointer<CChar>?) -> UnsafeMutablePointer<sqlite3_vfs> {
        guard let path = unsafe path else { return unsafe system }
        if unsafe strncmp(path, "stubborn", 8) == 0 { return unsafe stubborn }
        return unsafe strncmp(path, "volume", 6) == 0 ? volume : system
    }

    private static func opened(_ path: String, _ file: UnsafeMutablePointer<sqlite3_file>) {
        let url = URL(fileURLWithPath: path)
        tables.withLock { tables in
            guard let disk = tables.disks[url.deletingLastPathComponent().path],
                let methods = unsafe file.pointee.pMethods
            else { return }
            tables.files[Int(bitPattern: file)] = unsafe OpenFile(
                disk: disk, name: url.lastPathComponent, methods: methods)
            if unsafe tables.copies[methods] == nil {
                unsafe tables.copies[methods] = unsafe watching(methods)
            }
            unsafe file.pointee.pMethods = tables.copies[methods]
        }
    }

    static func file(_ address: UnsafeMutablePointer<sqlite3_file>?) -> OpenFile {
        tables.withLock { $0.files[Int(bitPattern: address)]! }
    }

    /// A copy of the methods with those replaced that change a file. It stays for good.
    private static func watching(
        _ methods: UnsafePointer<sqlite3_io_methods>
    ) -> UnsafePointer<sqlite3_io_methods> {
        let copy = UnsafeMutablePointer<sqlite3_io_methods>.allocate(capacity: 1)
        unsafe copy.initialize(to: methods.pointee)
        // No memory is mapped, so that all changes come by here.
        unsafe copy.pointee.xFetch = { _, _, _, page in
            unsafe page!.pointee = nil
            return SQLITE_OK
        }
        unsafe copy.pointee.xWrite = { address, bytes, count, offset in
            let file = unsafe WatchedStorage.file(address)
            let code = unsafe file.methods.pointee.xWrite(address, bytes, count, offset)
            if code == SQLITE_OK {
                let new = unsafe Array(
                    UnsafeRawBufferPointer(start: bytes, count: Int(count)))
                file.disk.change(file.name, .write(offset: Int(offset), bytes: new))
            }
            return code
        }
        unsafe copy.pointee.xTruncate = { address, size in
            let file = unsafe WatchedStorage.file(address)
            file.disk.change(file.name, .truncation(size: Int(size)))
            return unsafe file.methods.pointee.xTruncate(address, size)
        }
        // The files of tests need not be on a real disk.
        unsafe copy.pointee.xSync = { address, _ in
            let file = unsafe WatchedStorage.file(address)
            return file.disk.sync(file.name) ? SQLITE_OK : SQLITE_IOERR | 4 << 8
        }
        unsafe copy.pointee.xClose = { address in
            let file = unsafe WatchedStorage.file(address)
            _ = WatchedStorage.tables.withLock {
                $0.files.removeValue(forKey: Int(bitPattern: address))
            }
            return unsafe file.methods.pointee.xClose(address)
        }
        return unsafe UnsafePointer(copy)
    }
}
