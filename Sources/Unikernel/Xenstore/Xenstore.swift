// SPDX-License-Identifier: MIT
// The domain's connection with xenstore, the tree of small values through which toolstack, backends
// and guests find each other. Any number of tasks and fibers use it concurrently, and so does code
// outside of both.
//
// There is no background task. One waiter attends: it waits for the event channel and moves the
// bytes for all. When it has its reply, another waiter takes over.
//
// Invariants:
// 1. At most one waiter attends.
// 2. While there are waiters, one attends or has been woken to.

internal import XenRing

/// Xenstore (docs/misc/xenstore.txt), over the page and the event channel that the toolstack made.
///
/// Its operations are those of ``XenstoreAccess``, each in two forms. In asynchronous code it
/// suspends the task. In synchronous code it parks the fiber; outside of fibers the whole domain
/// waits, so it works before tasks run and in a crash report.
public final class Xenstore: XenstoreAccess, @unchecked Sendable {  // one virtual CPU
    /// The time-out of a request in nanoseconds, 30 seconds by default: a busy host is not a dead
    /// one.
    public var timeoutNanoseconds: UInt64 = 30_000_000_000

    /// The most attempts at a transaction that conflicts.
    package static let attemptLimit = 32

    /// The pause between iterations while messages keep coming: 1 ms.
    private static let breather: UInt64 = 1_000_000

    let loop: RunLoop
    let channel: EventChannel
    let connection: XenstoreConnection
    private var isAttended = false

    /// Creates a connection over xenstore's page, which outlives it, and its event channel.
    ///
    /// The first request gets the number `firstIdentifier`. A random one distinguishes its reply
    /// from replies to an earlier incarnation of the domain. Each iteration reads at most
    /// `receiveBudget` bytes.
    @unsafe package init(
        page: UnsafeMutableRawPointer, channel: EventChannel, on loop: RunLoop,
        firstIdentifier: UInt32, receiveBudget: Int = 16_384
    ) throws(XenstoreError) {
        self.channel = channel
        self.loop = loop
        do throws(RingFault) {
            // SAFETY: the caller guarantees the page.
            connection = try unsafe XenstoreConnection(
                page: page, firstIdentifier: firstIdentifier, receiveBudget: receiveBudget)
        } catch {
            throw .disconnected(.ring(error))
        }
    }

    /// The fault that ended the connection; nil while it works.
    public var fault: XenstoreFault? { connection.fault }

    /// Messages without a receiver, such as events of cancelled watches. A hint, never a failure.
    public var ignoredMessages: Int { connection.ignoredMessages }

    /// This connection, outside of transactions.
    public var store: Xenstore { self }

    /// No transaction.
    public var transactionIdentifier: XenstoreTransactionIdentifier { .none }

    /// Unanswered requests and watches that are not cancelled.
    package var openRequestCount: Int { connection.openRequestCount }
    package var watchCount: Int { connection.watchCount }

    /// Ends the connection and closes the port. Present and later waits fail because the channel is
    /// closed, so cancel watches first.
    public func close() {
        channel.close()
        connection.fail(.channel(HypervisorFault(.notifyPort, .closed)))
    }

    // MARK: Requests

    /// Performs an operation and returns the payload of its reply.
    func perform(
        _ operation: XenstoreOperation, _ path: String, _ value: [UInt8] = [],
        in transaction: XenstoreTransactionIdentifier
    ) async throws(XenstoreError) -> [UInt8] {
        let deadline = loop.now.advanced(byNanoseconds: timeoutNanoseconds)
        let waiter = XenstoreWaiter(on: loop)
        let request = try begin(operation, path, value, transaction, waiter)
        await wait(for: waiter, until: deadline)
        return try finish(request)
    }

    /// Performs an operation without suspending.
    func perform(
        _ operation: XenstoreOperation, _ path: String, _ value: [UInt8] = [],
        in transaction: XenstoreTransactionIdentifier
    ) throws(XenstoreError) -> [UInt8] {
        let deadline = loop.now.advanced(byNanoseconds: timeoutNanoseconds)
        let waiter = XenstoreWaiter(on: loop)
        let request = try begin(operation, path, value, transaction, waiter)
        wait(for: waiter, until: deadline)
        return try finish(request)
    }

    /// Sends a request whose reply is not needed.
    func post(
        _ operation: XenstoreOperation, _ path: String, _ value: [UInt8] = [],
        in transaction: XenstoreTransactionIdentifier = .none
    ) {
        _ = connection.enqueue(
            operation, XenstoreText.bytes(path), value, transaction: transaction, waiter: nil)
        pump()
    }

    private func begin(
        _ operation: XenstoreOperation, _ path: String, _ value: [UInt8],
        _ transaction: XenstoreTransactionIdentifier, _ waiter: XenstoreWaiter
    ) throws(XenstoreError) -> XenstoreRequest {
        let path = XenstoreText.bytes(path)
        if operation.takesPath { try XenstoreText.check(path, for: operation) }
        let count = path.count + 1 + value.count
        guard count <= XenstoreText.payloadLimit else {
            throw .tooLong(operation, byteCount: count, limit: XenstoreText.payloadLimit)
        }
        return connection.enqueue(
            operation, path, value, transaction: transaction, waiter: waiter)
    }

    private func finish(_ request: XenstoreRequest) throws(XenstoreError) -> [UInt8] {
        switch request.outcome {
        case .reply(let payload): return payload
        case .failure(let error): throw error
        case .pending:
            connection.abandon(request)
            throw .timedOut(request.operation)
        }
    }

    // MARK: Watches

    /// Registers a watch on a path and all below it. Xenstore sends a first event, which means no
    /// change.
    ///
    ///     let watch = try await store.watch("data")
    ///     defer { watch.cancel() }
    ///     while let event = try await watch.next() {
    ///         print(event)
    ///     }
    ///
    /// - Throws: ``XenstoreError``; after `timedOut` the watch is removed should it still be
    ///   registered.
    public func watch(_ path: String) async throws(XenstoreError) -> XenstoreWatch {
        let watch = connection.addWatch { XenstoreWatch(path, token: $0, in: self) }
        do throws(XenstoreError) {
            _ = try await perform(.watch, path, watch.tokenPayload, in: .none)
        } catch {
            abandon(watch, error)
            throw error
        }
        return watch
    }

    /// Registers a watch without suspending.
    public func watch(_ path: String) throws(XenstoreError) -> XenstoreWatch {
        let watch = connection.addWatch { XenstoreWatch(path, token: $0, in: self) }
        do throws(XenstoreError) {
            _ = try perform(.watch, path, watch.tokenPayload, in: .none)
        } catch {
            abandon(watch, error)
            throw error
        }
        return watch
    }

    /// Removes a watch whose registration failed; after a time-out it may still be registered.
    private func abandon(_ watch: XenstoreWatch, _ error: XenstoreError) {
        if error == .timedOut(.watch) { forget(watch) } else { connection.removeWatch(watch) }
    }

    func forget(_ watch: XenstoreWatch) {
        connection.removeWatch(watch)
        post(.unwatch, watch.path, watch.tokenPayload)
    }

    // MARK: Waiting

    /// Suspends the task until the waiter is ready or `deadline` has come.
    func wait(for waiter: XenstoreWaiter, until deadline: Instant) async {
        while let (signal, moment) = nextWait(for: waiter, until: deadline) {
            _ = await signal.wait(until: moment)
            endWait(of: waiter)
        }
        handOver()
    }

    /// Parks the fiber until the waiter is ready or `deadline` has come; outside of fibers the
    /// whole domain waits.
    func wait(for waiter: XenstoreWaiter, until deadline: Instant) {
        guard loop.currentFiber != nil else {
            waitForAll(for: waiter, until: deadline)
            return
        }
        while let (signal, moment) = nextWait(for: waiter, until: deadline) {
            _ = signal.wait(until: moment) as Bool
            endWait(of: waiter)
        }
        handOver()
    }

    /// Does not use signals: the attending waiter may be a task that cannot run now. For the same
    /// reason requests are not held back meanwhile: the task that suspends the domain cannot run
    /// either.
    private func waitForAll(for waiter: XenstoreWaiter, until deadline: Instant) {
        let wasHeld = connection.isHeld
        connection.isHeld = false
        defer { connection.isHeld = wasHeld }
        _ = loop.waitForAll(until: deadline) {
            while pump(), !waiter.isReady, loop.now < deadline {}
            return waiter.isReady
        }
        handOver()
    }

    /// Returns the next signal to wait for and until when; nil when the wait is over.
    private func nextWait(for waiter: XenstoreWaiter, until deadline: Instant)
        -> (Signal, Instant)?
    {
        let hasMore = pump()
        let now = loop.now
        guard !waiter.isReady, now < deadline else { return nil }
        waiter.waitsOn = waiter.signal
        if hasMore {
            let moment = now.advanced(byNanoseconds: Self.breather)
            return (waiter.signal, min(moment, deadline))
        }
        guard isAttended else {
            isAttended = true
            waiter.isAttending = true
            waiter.waitsOn = channel.signal
            return (channel.signal, deadline)
        }
        return (waiter.signal, deadline)
    }

    private func endWait(of waiter: XenstoreWaiter) {
        waiter.waitsOn = nil
        guard waiter.isAttending else { return }
        waiter.isAttending = false
        isAttended = false
    }

    /// Passes the event channel to another waiter.
    private func handOver() {
        if !isAttended { connection.wakeOne() }
    }

    /// Moves bytes; returns whether more can be read than an iteration of the run loop takes.
    @discardableResult func pump() -> Bool {
        let progress = connection.pump()
        if channel.isClosed {
            connection.fail(.channel(HypervisorFault(.notifyPort, .closed)))
        } else if progress.hasMoved {
            do throws(HypervisorFault) {
                try channel.notify()
            } catch {
                connection.fail(.channel(error))
            }
        }
        return progress.hasMore
    }
}

extension XenstoreOperation {
    /// Whether the payload begins with a path, not with a domain's number or a flag.
    fileprivate var takesPath: Bool {
        switch self {
        case .startTransaction, .endTransaction, .domainPath, .resetWatches: false
        default: true
        }
    }
}

extension XenstoreWatch {
    /// The token on the wire.
    var tokenPayload: [UInt8] {
        var bytes = XenstoreText.digits(UInt64(token))
        bytes.append(0)
        return bytes
    }
}
