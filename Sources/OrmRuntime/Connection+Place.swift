// SPDX-License-Identifier: MIT
// Detects that the store's file was moved. A deleted or replaced file still accepts commits, which
// are lost when it is closed.
#if !hasFeature(Embedded)
import CSQLite

extension Connection {
    /// Throws if the path leads to another file or none. Costs one `stat` on Linux. In-memory
    /// stores and volumes never throw.
    func checkPlace() throws(StoreError) {
        var hasMoved: Int32 = 0
        // SAFETY: the handle is open; the operation writes an int
        // (sqlite.org/c3ref/c_fcntl_begin_atomic_write.html).
        let code = unsafe sqlite3_file_control(
            handle, "main", SQLITE_FCNTL_HAS_MOVED, &hasMoved)
        if code == SQLITE_OK, hasMoved != 0 { throw .moved(path: path) }
    }
}
#else
extension Connection {
    // A guest has only files on volumes, which no one else changes.
    @inline(__always) func checkPlace() throws(StoreError) {}
}
#endif
