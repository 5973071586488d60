// SPDX-License-Identifier: MIT
// Whether the store's file is still where it was opened. A file that was deleted or replaced takes commits as before,
// which are gone when it is closed.
#if !hasFeature(Embedded)
import CSQLite

extension Connection {
    /// Fails when the path leads to another file than the one that is open, or to none: one `stat` on Linux. Storage
    /// without such a path, memory or a volume, has nothing to say.
    func checkPlace() throws(StoreError) {
        var hasMoved: Int32 = 0
        // SAFETY: the handle is open; the operation writes an int (sqlite.org/c3ref/c_fcntl_begin_atomic_write.html).
        let code = unsafe sqlite3_file_control(
            handle, "main", SQLITE_FCNTL_HAS_MOVED, &hasMoved)
        if code == SQLITE_OK, hasMoved != 0 { throw .moved(path: path) }
    }
}
#else
extension Connection {
    // A guest has no files but those of volumes, which nobody else can change.
    @inline(__always) func checkPlace() throws(StoreError) {}
}
#endif
