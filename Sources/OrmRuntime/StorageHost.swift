// SPDX-License-Identifier: MIT
// Where a guest's storage work is done. A guest has one thread, and its disk takes one caller at a time: all work
// with stores, of tasks that wait and of callers that block, is done in one place, a fiber, one piece after the
// other. This library knows no fibers; who brings them installs itself here. Without anybody, work is done where
// it is asked for.
#if hasFeature(Embedded)

/// The place where a guest's storage work is done.
public protocol StorageHost: AnyObject {
    /// Whether the caller is in that place already.
    var isCurrent: Bool { get }

    /// Does work there after all that was appended before; returns at once.
    func append(_ work: @escaping @Sendable () -> Void)

    /// Does work there and returns when it is done. Tasks stop meanwhile, as for everything that blocks.
    func perform(_ work: () -> Void)

    /// Makes storage ready. Called there, before a store is opened.
    func prepare(toOpen path: String) throws(StoreError)

    /// KiB that the pages of a store may take of the guest's memory, whatever its options say.
    var cacheLimitKibibytes: Int32 { get }

    /// Pages in a write-ahead log after which it is checkpointed: SQLite's usual 1,000 are more than a small disk has.
    var checkpointPages: Int32 { get }

    /// A clock that only goes forward.
    var nanoseconds: UInt64 { get }

    /// What storage has to say about its last failure, if that had this code of SQLite's.
    func explanation(of code: Int32) -> String?

    /// Lets others go on, if it is time for it. Called there, often, while a statement runs.
    func pause()
}

/// The storage host of a guest.
public enum StorageHosts {
    // SAFETY: a guest has one thread.
    private nonisolated(unsafe) static var host: (any StorageHost)?
    private nonisolated(unsafe) static var wasAsked = false

    /// Installs the place where all storage work is done from now on.
    public static func install(_ host: any StorageHost) {
        unsafe self.host = host
    }

    /// The host, which is asked to install itself the first time.
    static var current: (any StorageHost)? {
        if unsafe !wasAsked {
            unsafe wasAsked = true
            installStorage()
        }
        return unsafe host
    }
}

/// Installs the host that the guest is linked with; does nothing when there is none (Tools/sqlite/guest.c).
@_extern(c, "mirage_storage_install") private func installStorage()
#endif

/// Does work that touches a connection: in a guest, where all such work is done.
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
