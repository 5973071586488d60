// SPDX-License-Identifier: MIT
// Runs a guest's storage work. A guest has one thread and its disk serves one caller at a time, so
// all work with stores runs on one fiber, one job after the other. This holds for tasks and for
// blocking callers. This library has no fibers; a host that has them installs itself here. Without
// a host, the caller does the work.
#if hasFeature(Embedded)

/// The fiber that runs a guest's storage work.
public protocol StorageHost: AnyObject {
    /// Whether the caller runs on the host.
    var isCurrent: Bool { get }

    /// Queues work on the host and returns at once.
    func append(_ work: @escaping @Sendable () -> Void)

    /// Runs work on the host and returns when it is done. Blocks all tasks meanwhile.
    func perform(_ work: () -> Void)

    /// Prepares storage. Called on the host before a store is opened.
    func prepare(toOpen path: String) throws(StoreError)

    /// The maximum size of a store's page cache in KiB, whatever its options say.
    var cacheLimitKibibytes: Int32 { get }

    /// The log size in pages at which a write-ahead log is checkpointed. SQLite's default of 1,000
    /// is more than a small disk has.
    var checkpointPages: Int32 { get }

    /// The monotonic time.
    var nanoseconds: UInt64 { get }

    /// Describes storage's last failure, if it had this SQLite code.
    func explanation(of code: Int32) -> String?

    /// Yields to other tasks if that is due. Called often on the host while a statement runs.
    func pause()
}

/// Access to the guest's storage host.
public enum StorageHosts {
    // SAFETY: a guest has one thread.
    private nonisolated(unsafe) static var host: (any StorageHost)?
    private nonisolated(unsafe) static var wasAsked = false

    /// Sets the host that runs all storage work from now on.
    public static func install(_ host: any StorageHost) {
        unsafe self.host = host
    }

    /// The host. The first access asks it to install itself.
    static var current: (any StorageHost)? {
        if unsafe !wasAsked {
            unsafe wasAsked = true
            installStorage()
        }
        return unsafe host
    }
}

/// Installs the linked host, or does nothing if there is none (Tools/sqlite/guest.c).
@_extern(c, "mirage_storage_install") private func installStorage()
#endif

/// Does work with a connection, in a guest on the storage host.
@inline(__always)
func onStorageHost<Value>(
    _ work: () throws(StoreError) -> Value
) throws(StoreError) -> Value {
    #if hasFeature(Embedded)
    guard let host = StorageHosts.current, !host.isCurrent else { return try work() }
    var outcome: Result<Value, StoreError>?
    host.perform {
        do throws(StoreError) {
            outcome = .success(try work())
        } catch {
            outcome = .failure(error)
        }
    }
    guard let outcome else { preconditionFailure("the storage host did not do its work") }
    return try outcome.get()
    #else
    return try work()
    #endif
}
