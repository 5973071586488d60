// SPDX-License-Identifier: MIT
// A volume as an SQLite VFS (sqlite.org/vfs.html). Databases, their journals and logs are on the
// volume, temporary files in memory. On a host it is registered beside the system's own VFS. In a
// guest, whose SQLite is built with SQLITE_OS_OTHER, it is the only one.
//
//     let vfs = try VolumeVFS.register(volume, asDefault: true, environment: environment)
//     sqlite3_open_v2("contacts", &connection, flags, "blkfront")
//
// Several volumes are registered under several names. Each belongs to one thread at a time, with
// all of its connections.
//
// Invariants:
//   1. `descriptor` and `methods` keep their addresses while the object lives. SQLite's list of
//      VFSs (until `unregister`) and each open file keep it alive.
//   2. `openDatabases` has the main files between xOpen and xClose, at most one of each database.

import BlockIO
import CSQLite
import CompactStrings
public import DiskVolume

/// A volume that SQLite keeps databases on.
@safe public final class VolumeVFS {
    /// The default name of the VFS.
    public static let usualName = "blkfront"

    /// The volume.
    public let volume: Volume
    /// The name to pass to sqlite3_open_v2.
    public let name: String
    /// How databases are used.
    public let options: VFSOptions
    /// The last failure of an SQLite call, which was also passed to sqlite3_log.
    public private(set) var lastFailure: StorageFailure?
    /// The last failure with each code. A failed commit is followed by failures of its rollback.
    private var failures: [StorageFailure] = []

    let environment: VFSEnvironment
    private let methods = UnsafeMutablePointer<sqlite3_io_methods>.allocate(capacity: 1)
    private let descriptor = UnsafeMutablePointer<sqlite3_vfs>.allocate(capacity: 1)
    private var openDatabases: [DatabaseFile] = []

    private init(
        _ volume: Volume, name: String, options: VFSOptions, environment: VFSEnvironment
    ) throws(StorageFailure) {
        self.volume = volume
        self.name = name
        self.options = options
        self.environment = environment
        unsafe methods.initialize(to: FileMethods.table())
        unsafe descriptor.initialize(to: VFSMethods.table())
        guard let copy = unsafe sqliteCopy(of: name) else {
            throw StorageFailure(SQLITE_NOMEM, "there is no memory for a name")
        }
        unsafe descriptor.pointee.zName = UnsafePointer(copy)
    }

    deinit {
        // SAFETY: by invariant 1 SQLite has forgotten both.
        unsafe sqlite3_free(UnsafeMutableRawPointer(mutating: descriptor.pointee.zName))
        unsafe descriptor.deallocate()
        unsafe methods.deallocate()
    }

    /// Registers a volume with SQLite.
    ///
    /// - Parameters:
    ///   - volume: the mounted volume.
    ///   - name: the VFS name for sqlite3_open_v2; must be unique.
    ///   - asDefault: whether connections that name no VFS use the volume.
    ///   - options: how databases are used.
    ///   - environment: clock, random numbers and sleep.
    /// - Returns: the VFS. SQLite keeps it until ``unregister()``.
    /// - Throws: SQLite's code if it cannot be initialised or has no memory.
    @discardableResult
    public static func register(
        _ volume: Volume, name: String = usualName, asDefault: Bool = false,
        options: VFSOptions = VFSOptions(), environment: VFSEnvironment
    ) throws(StorageFailure) -> VolumeVFS {
        // First, because SQLite has no allocator before.
        try check(sqlite3_initialize())
        let vfs = try VolumeVFS(volume, name: name, options: options, environment: environment)
        try check(ConnectionSetup.install())
        let retained = unsafe Unmanaged.passRetained(vfs)
        unsafe vfs.descriptor.pointee.pAppData = unsafe retained.toOpaque()
        // SAFETY: invariant 1.
        let code = unsafe sqlite3_vfs_register(vfs.descriptor, asDefault ? 1 : 0)
        if code != SQLITE_OK { unsafe retained.release() }
        try check(code)
        return vfs
    }

    /// Unregisters the volume.
    ///
    /// - Precondition: no connection uses it any more.
    public func unregister() {
        precondition(openDatabases.isEmpty, "a database of the volume is still open")
        unsafe sqlite3_vfs_unregister(descriptor)
        guard let retained = unsafe descriptor.pointee.pAppData else { return }
        unsafe descriptor.pointee.pAppData = nil
        // SAFETY: this balances the retain of `register`, once.
        unsafe Unmanaged<VolumeVFS>.fromOpaque(retained).release()
    }

    /// Returns the object behind SQLite's struct.
    ///
    /// - Safety: the struct must be that of a registered VFS.
    @unsafe static func of(_ descriptor: UnsafeMutablePointer<sqlite3_vfs>?) -> VolumeVFS {
        // SAFETY: `register` has stored it there.
        unsafe Unmanaged.fromOpaque(descriptor!.pointee.pAppData!).takeUnretainedValue()
    }

    /// Records and logs a failure, unless it has no text; returns its code.
    func report(_ failure: StorageFailure) -> Int32 {
        if failure.text.utf8.isEmpty { return failure.code }
        lastFailure = failure
        failures.removeAll { $0.code == failure.code }
        failures.append(failure)
        // SAFETY: the copy lives through the call. Without memory for it, nothing is logged.
        if let text = sqliteCopy(of: failure.text) {
            unsafe csqlite_log(failure.code, text)
            unsafe sqlite3_free(text)
        }
        return failure.code
    }

    /// Returns the last failure with this code.
    public func failure(withCode code: Int32) -> StorageFailure? {
        failures.first { $0.code == code }
    }

    private static func check(_ code: Int32) throws(StorageFailure) {
        guard code != SQLITE_OK else { return }
        // SAFETY: the text is one of SQLite's own and is copied.
        throw StorageFailure(code, unsafe String(cString: sqlite3_errstr(code)))
    }
}

// MARK: Files

extension VolumeVFS {
    /// Opens a file for SQLite.
    ///
    /// - Returns: the flags that hold for it.
    /// - Safety: `sqliteFile` must be what SQLite gave to xOpen, with `pMethods` NULL.
    @unsafe func open(
        _ path: StoragePath?, _ flags: Int32, in sqliteFile: UnsafeMutablePointer<sqlite3_file>
    ) throws(StorageFailure) -> Int32 {
        let file: any StoredFile
        var flags = flags
        if flags & SQLITE_OPEN_SUPER_JOURNAL != 0 {
            throw StorageFailure(
                SQLITE_CANTOPEN,
                "a transaction changes several databases, which no super-journal can make one here")
        }
        if let path, flags & Self.kindsOnVolume != 0 {
            if volume.isReadOnly { flags = flags & ~SQLITE_OPEN_READWRITE | SQLITE_OPEN_READONLY }
            file = try open(path, flags)
        } else {
            file = HeapFile()
        }
        unsafe OpenFile.attach(
            OpenFile(file, self), to: sqliteFile, methods: UnsafePointer(methods))
        if let path, path.log == .journal {
            unsafe openDatabase(path.database)?.journalFile = unsafe sqliteFile
        }
        return flags
    }

    private static var kindsOnVolume: Int32 {
        SQLITE_OPEN_MAIN_DB | SQLITE_OPEN_MAIN_JOURNAL | SQLITE_OPEN_WAL
    }

    private func open(_ path: StoragePath, _ flags: Int32) throws(StorageFailure) -> any StoredFile
    {
        let creates = flags & SQLITE_OPEN_CREATE != 0 && !volume.isReadOnly
        if flags & SQLITE_OPEN_MAIN_DB != 0 { return try openMain(path, creates: creates) }
        guard let kind = path.log, let main = openDatabase(path.database) else {
            throw StorageFailure(
                SQLITE_CANTOPEN, "a journal of database '\(path.database)', which is not open")
        }
        if !main.log(kind).exists {
            // On a read-only volume a missing log counts as an empty one.
            let isNeeded = creates || volume.isReadOnly
            guard isNeeded else {
                throw StorageFailure(SQLITE_CANTOPEN, "database '\(path.database)' has no journal")
            }
            if creates { try main.create(kind) }
        }
        return try JournalFile(kind, of: main)
    }

    private func openMain(_ path: StoragePath, creates: Bool) throws(StorageFailure) -> DatabaseFile
    {
        if path.log != nil {
            throw StorageFailure(VolumeError.badName(.log), SQLITE_CANTOPEN)
        }
        let database = try onVolume(SQLITE_CANTOPEN) { () throws(VolumeError) in
            try volume.open(path.database, create: creates)
        }
        do throws(StorageFailure) {
            let file = try DatabaseFile(
                database, of: volume, vfsName: name, isReadOnly: volume.isReadOnly,
                options: options)
            openDatabases.append(file)
            return file
        } catch {
            _ = try? onVolume(SQLITE_CANTOPEN) { () throws(VolumeError) in try database.close() }
            throw error
        }
    }

    func openDatabase(_ name: DatabaseName) -> DatabaseFile? {
        openDatabases.first { $0.database.name.isSame(as: name.text) }
    }

    /// Forgets a closed main file.
    func closed(_ file: any StoredFile) {
        openDatabases.removeAll { $0 === file }
    }

    /// Deletes a log of an open database, or a database that is not open.
    func delete(_ path: StoragePath) throws(StorageFailure) {
        guard try exists(path, orIsEmpty: true) else {
            throw StorageFailure(ResultCode.nothingToDelete, "there is nothing to delete")
        }
        guard let kind = path.log, let main = openDatabase(path.database) else {
            return try onVolume(ResultCode.delete) { () throws(VolumeError) in
                try volume.remove(path.database)
            }
        }
        try main.delete(kind)
    }

    /// Whether a file exists, empty or not; a log only of an open database. For tests.
    package func hasFile(_ path: String) -> Bool {
        (try? exists(StoragePath(path), orIsEmpty: true)) == true
    }

    /// Whether a file exists. An empty log counts as missing unless `orIsEmpty`, as on other
    /// systems.
    func exists(_ path: StoragePath, orIsEmpty: Bool) throws(StorageFailure) -> Bool {
        guard let kind = path.log else { return volume.exists(path.database) }
        guard let log = openDatabase(path.database)?.log(kind) else { return false }
        return log.exists && (orIsEmpty || log.byteCount > 0)
    }
}
