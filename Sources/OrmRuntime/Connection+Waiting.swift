// SPDX-License-Identifier: MIT
// Waiting for locks of other processes, and interruption. A guest has no other processes or
// threads, but other tasks that need to run meanwhile.
import CSQLite
import Synchronization

#if !hasFeature(Embedded)
import Glibc
#endif

extension Connection {
    /// Makes `isInterrupted` stop a running statement.
    ///
    /// sqlite3_interrupt does not suffice: it has no effect while no statement runs, so a
    /// cancellation between a check and the first step would be lost.
    func watchForInterrupts() {
        // A few microseconds in SQLite's virtual machine.
        let instructions: Int32 = 1_000
        // SAFETY: the handler runs within calls on the handle, which `deinit` closes first of all.
        unsafe sqlite3_progress_handler(
            handle, instructions,
            { context in
                let connection = unsafe Unmanaged<Connection>.fromOpaque(context!)
                    .takeUnretainedValue()
                #if hasFeature(Embedded)
                StorageHosts.current?.pause()
                #endif
                connection.syncIfLate()
                return connection.shouldStop ? 1 : 0
            }, Unmanaged.passUnretained(self).toOpaque())
    }

    #if !hasFeature(Embedded)
    /// Waits for locks of other connections up to the busy timeout or an interrupt.
    ///
    /// sqlite3_busy_timeout would keep sleeping after the task was cancelled.
    func waitForLocks() {
        // SAFETY: as above.
        _ = unsafe sqlite3_busy_handler(
            handle,
            { context, attempt in
                let connection = unsafe Unmanaged<Connection>.fromOpaque(context!)
                    .takeUnretainedValue()
                return connection.sleep(before: Int(attempt)) ? 1 : 0
            }, Unmanaged.passUnretained(self).toOpaque())
    }

    #endif

    /// Removes the handlers, which refer to the connection, before it goes away. Closing may still
    /// write a checkpoint.
    func forgetHandlers() {
        // SAFETY: the handle is open.
        unsafe sqlite3_progress_handler(handle, 0, nil, nil)
        _ = unsafe sqlite3_busy_handler(handle, nil, nil)
        _ = unsafe sqlite3_wal_hook(handle, nil, nil)
    }

    private var shouldStop: Bool {
        !isUndoing && (isInterrupted.load(ordering: .relaxed) || group.hasFailed)
    }

    #if !hasFeature(Embedded)
    /// Sleeps before retry `attempt`, counted from 0. Returns false when the timeout is over.
    private func sleep(before attempt: Int) -> Bool {
        // Short at first, since most locks are short. The sum is the time waited so far.
        let delays = [1, 2, 5, 10, 15, 20, 25, 25, 25, 50, 50, 100]
        let last = delays.count - 1
        let delay = delays[min(attempt, last)]
        let waited =
            delays.prefix(attempt).reduce(0, +) + max(0, attempt - last - 1) * delays[last]
        let left = Int(busyTimeoutMilliseconds) - waited
        guard left > 0, !shouldStop else { return false }
        usleep(UInt32(min(delay, left)) * 1_000)
        return !shouldStop
    }
    #endif
}
