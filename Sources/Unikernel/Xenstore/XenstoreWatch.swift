// SPDX-License-Identifier: MIT
// Changes below a path, in a bounded queue. A path is queued once until it is taken. Beyond
// `capacity` paths one event replaces them all, after which the caller reads everything again.

/// An event of a watch.
public enum XenstoreEvent: Equatable, Sendable {
    /// The node at this path, or one below it, was written or removed. The path is relative if the
    /// watch's is.
    ///
    /// The first event of a watch comes at its registration and means no change.
    case changed(path: [UInt8])
    /// More paths changed than fit into the queue: any node at or below the watched path may have
    /// changed.
    case overflowed
}

/// A stream of changes at and below a path of xenstore. One task or fiber at a time takes from it.
///
/// Only `cancel` ends it: xenstore keeps a watch whose object is merely released.
public final class XenstoreWatch: @unchecked Sendable {  // one virtual CPU
    /// The most paths in the queue.
    package static let capacity = 32

    /// Whether `cancel` was called.
    public private(set) var isCancelled = false

    let path: String
    let token: UInt32
    let waiter: XenstoreWaiter
    private let store: Xenstore
    private var paths: [[UInt8]] = []
    private var hasOverflowed = false

    init(_ path: String, token: UInt32, in store: Xenstore) {
        self.path = path
        self.token = token
        self.store = store
        waiter = XenstoreWaiter(on: store.loop)
    }

    /// Waits for the next event and takes it. Queued events count.
    ///
    /// - Returns: the event; nil when the watch was cancelled, or when `deadline` came first.
    /// - Throws: `disconnected` when the connection has ended and all events were taken.
    public func next(until deadline: Instant = .never) async throws(XenstoreError)
        -> XenstoreEvent?
    {
        await store.wait(for: waiter, until: deadline)
        return try take()
    }

    /// Waits for the next event without suspending: parks the fiber; elsewhere the whole domain
    /// waits.
    public func next(until deadline: Instant) throws(XenstoreError) -> XenstoreEvent? {
        store.wait(for: waiter, until: deadline)
        return try take()
    }

    /// Ends the watch; a waiter for an event gets nil. Does not wait for xenstore; cancelling twice
    /// does nothing.
    public func cancel() {
        guard !isCancelled else { return }
        isCancelled = true
        paths = []
        hasOverflowed = false
        store.forget(self)
        waiter.becomeReady()
    }

    /// Queues an event from xenstore.
    func post(_ path: ArraySlice<UInt8>) {
        guard !hasOverflowed else { return }
        for known in paths where known.elementsEqual(path) { return }
        if paths.count < Self.capacity {
            paths.append(Array(path))
        } else {
            paths = []
            hasOverflowed = true
        }
        waiter.becomeReady()
    }

    private func take() throws(XenstoreError) -> XenstoreEvent? {
        if isCancelled { return nil }
        if hasOverflowed {
            hasOverflowed = false
            settle()
            return .overflowed
        }
        if !paths.isEmpty {
            let path = paths.removeFirst()
            settle()
            return .changed(path: path)
        }
        if let fault = store.fault { throw .disconnected(fault) }
        return nil
    }

    /// Updates whether there is an event to take, or a fault.
    private func settle() {
        waiter.isReady = !paths.isEmpty || store.fault != nil
    }
}
