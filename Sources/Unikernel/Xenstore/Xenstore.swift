// SPDX-License-Identifier: MIT
// The domain's connection with xenstore, the tree of small values through which toolstack, backends and guests
// find each other. Any number of tasks and fibers use it at a time, and so does code that can do neither.
//
// Nobody runs in the background: of those who wait, one listens to the event channel and moves the bytes for all
// (it attends); when it has what it waits for, another takes over. Invariants: 1. At most one waiter attends.
// 2. While somebody waits, somebody attends, or has been woken and is about to.

internal import XenRing

/// Xenstore (docs/misc/xenstore.txt), over the page and the event channel that the toolstack made.
///
/// Its verbs are those of ``XenstoreAccess``, each in two forms: in asynchronous code it suspends the task; in
/// synchronous code it parks the fiber, and outside of fibers the whole domain waits, so that it works before
/// tasks run and in a crash report.
public final class Xenstore: XenstoreAccess, @unchecked Sendable {  // one virtual CPU
    /// Nanoseconds after which an unanswered request fails, 30 seconds unless set: a busy host is not a dead one.
    public var timeoutNanoseconds: UInt64 = 30_000_000_000

    /// Attempts at a transaction that others keep getting in the way of.
    package static let attemptLimit = 32

    /// How long others run before more of an endless stream of messages is read: 1 ms.
    private static let breather: UInt64 = 1_000_000

    let loop: RunLoop
    let channel: EventChannel
    let connection: XenstoreConnection
    private var isAttended = false

    /// A connection over xenstore's page, which outlives it, and its event channel.
    ///
    /// The first request gets the number `firstIdentifier`: a random one tells its reply from replies to an
    /// earlier incarnation of the domain. Each iteration reads `receiveBudget` bytes at most.
    @unsafe package init(
        page: UnsafeMutableRawPointer, channel: EventChannel, on loop: RunLoop,
        firstIdentifier: UInt32, receiveBudget: Int = 16_384
    ) throws(XenstoreError) {
        self.channel = channel
        self.loop = loop
        do throws(RingFault) {
            // SAFETY: the caller promises the page.
            connection = try unsafe XenstoreConnection(
                page: page, firstIdentifier: firstIdentifier, receiveBudget: receiveBudget)
        } catch {
            throw .disconnected(.ring(error))
        }
    }

    /// What ended the connection, or nil while it works.
    public var fault: XenstoreFault? { connection.fault }

    /// Messages that were for nobody, such as events of cancelled watches. A hint, never a failure.
    public var ignoredMessages: Int { connection.ignoredMessages }

    /// This connection, outside of transactions.
    public var store: Xenstore { self }

    /// No transaction.
    public var transactionIdentifier: XenstoreTransactionIdentifier { .none }

    /// Requests without an answer and watches that are not cancelled.
    package var openRequestCount: Int { connection.openRequestCount }
    package var watchCount: Int { connection.watchCount }

    /// Ends the connection and gives the port back. Whoever waits, and whoever asks from here on, is told that
    /// the channel is closed; so cancel watches first.
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

    /// The same without suspending.
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

    /// Asks for something whose reply nobody needs.
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

    /// Registers a watch on a path and all below it. Xenstore answers with a first event, which
    /// means no change.
    ///
    ///     let watch = try await store.watch("data")
    ///     defer { watch.cancel() }
    ///     while let event = try await watch.next() {
    ///         print(event)
    ///     }
    ///
    /// - Throws: ``XenstoreError``; after `timedOut` the watch is given back should it come about
    ///   after all.
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

    /// Takes back a watch whose registration failed; after a time-out it may yet come about.
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

    /// Parks the fiber until the waiter is ready or `deadline` has come; outside of fibers the domain waits.
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

    /// Does not use signals: the one who attends may be a task that cannot run now. For the same reason nothing is
    /// held back meanwhile: who wants that waits, too.
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

    /// On what to wait next and until when; nil when there is nothing to wait for any more.
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

    /// Leaves the event channel to another one who waits.
    private func handOver() {
        if !isAttended { connection.wakeOne() }
    }

    /// Moves bytes; true when there are more to read than an iteration of the run loop takes.
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
    /// Whether its payload begins with a path, not with a domain's number or a flag.
    fileprivate var takesPath: Bool {
        switch self {
        case .startTransaction, .endTransaction, .domainPath, .resetWatches: false
        default: true
        }
    }
}

extension XenstoreWatch {
    /// The token as it is sent.
    var tokenPayload: [UInt8] {
        var bytes = XenstoreText.digits(UInt64(token))
        bytes.append(0)
        return bytes
    }
}
