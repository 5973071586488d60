// SPDX-License-Identifier: MIT
// Counts the syncs of SQLite's files: the system's VFS, whose files get a copy of their table of methods in which one
// function counts before it does its work.
import CSQLite
import Glibc
import Synchronization

@safe enum SyncCount {
    private static let syncs = Atomic<Int>(0)
    // SAFETY: written by `install` and by the first file's opening, before anything else runs.
    private nonisolated(unsafe) static var system: UnsafeMutablePointer<sqlite3_vfs>?
    /// The copies, by what they are copies of: main files and others have different ones, with the same sync.
    private nonisolated(unsafe) static var copies:
        [UnsafePointer<sqlite3_io_methods>: UnsafePointer<sqlite3_io_methods>] = unsafe [:]
    private nonisolated(unsafe) static var sync:
        (@convention(c) (UnsafeMutablePointer<sqlite3_file>?, Int32) -> Int32)?

    static var value: Int { syncs.load(ordering: .relaxed) }

    /// Makes the counting VFS the default. Files must be opened by one thread at a time.
    static func install() {
        let table = UnsafeMutablePointer<sqlite3_vfs>.allocate(capacity: 1)
        unsafe system = sqlite3_vfs_find(nil)
        unsafe table.initialize(to: system!.pointee)
        unsafe table.pointee.zName = UnsafePointer(strdup("counting"))
        unsafe table.pointee.xOpen = { _, path, file, flags, granted in
            // SAFETY: SQLite's own arguments, for the VFS that this one is a copy of.
            let code = unsafe SyncCount.system!.pointee.xOpen(
                SyncCount.system, path, file, flags, granted)
            if code == SQLITE_OK { unsafe SyncCount.count(file!) }
            return code
        }
        guard unsafe sqlite3_vfs_register(table, 1) == SQLITE_OK else { fatalError("no VFS") }
    }

    private static func count(_ file: UnsafeMutablePointer<sqlite3_file>) {
        guard let methods = unsafe file.pointee.pMethods else { return }
        if unsafe copies[methods] == nil {
            let copy = UnsafeMutablePointer<sqlite3_io_methods>.allocate(capacity: 1)
            unsafe copy.initialize(to: methods.pointee)
            unsafe sync = methods.pointee.xSync
            unsafe copy.pointee.xSync = { file, flags in
                SyncCount.syncs.add(1, ordering: .relaxed)
                return unsafe SyncCount.sync!(file, flags)
            }
            unsafe copies[methods] = unsafe UnsafePointer(copy)
        }
        unsafe file.pointee.pMethods = copies[methods]
    }
}
