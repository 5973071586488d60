// SPDX-License-Identifier: MIT
// The wire protocol over xenstore's page (io/xs_wire.h), without events, clocks or waiting: `pump`
// moves bytes and delivers complete messages. Messages arrive in pieces, replies in any order,
// watch events in between.
//
// Invariants:
// 1. `requests` holds exactly those that xenstore may still answer, in the order they are sent.
// 2. At most the first unsent of them is partly in the ring.
// 3. After a fault nothing is read, sent or waited for any more.
// 4. A call moves at most `receiveBudget` bytes, however fast the peer writes.
// 5. While `isHeld`, no request is begun.

internal import XenRing

/// A connection with xenstore.
final class XenstoreConnection {
    /// Whether bytes were moved, so that the peer must be notified, and whether more can be read.
    struct Progress {
        var hasMoved = false
        var hasMore = false
    }

    /// The most unanswered requests without a waiter; above it the peer counts as dead.
    static let abandonedLimit = 64

    private(set) var fault: XenstoreFault?
    var requests: [XenstoreRequest] = []
    var watches: [XenstoreWatch] = []
    var output: ByteRingProducer
    var input: XenstoreReader
    private let receiveBudget: Int
    private var nextIdentifier: UInt32
    private var nextToken: UInt32 = 0
    /// Whether no request has been answered yet; until then replies may be to requests of an
    /// earlier incarnation.
    var isFresh = true
    /// The number of times the domain has become a new one.
    var incarnation: UInt32 = 0
    /// Whether requests are held back because the domain is about to stop.
    var isHeld = false
    /// The waiter for the replies to requests begun before they were held back.
    var holder: XenstoreWaiter?

    /// Messages without a receiver, such as events of removed watches: a hint, never a failure.
    private(set) var ignoredMessages = 0

    /// Creates a connection over the page, which outlives it. Discards what the page still holds
    /// for an earlier incarnation.
    @unsafe init(
        page: UnsafeMutableRawPointer, firstIdentifier: UInt32, receiveBudget: Int
    ) throws(RingFault) {
        // SAFETY: the caller guarantees the page.
        output = try unsafe Self.output(in: page)
        input = try unsafe Self.input(in: page)
        self.receiveBudget = receiveBudget
        nextIdentifier = firstIdentifier
    }

    // SAFETY: the offsets of `xenstore_domain_interface`.
    @unsafe static func output(in page: UnsafeMutableRawPointer) throws(RingFault)
        -> ByteRingProducer
    {
        try unsafe ByteRingProducer(
            ByteRingLayout(page: page, offset: 0, size: 1024, producer: 2052, consumer: 2048))
    }

    @unsafe static func input(in page: UnsafeMutableRawPointer) throws(RingFault) -> XenstoreReader
    {
        try unsafe XenstoreReader(
            ByteRingConsumer(
                ByteRingLayout(
                    page: page, offset: 1024, size: 1024, producer: 2060, consumer: 2056)))
    }

    // MARK: Requests

    /// Queues a request; `pump` sends it.
    func enqueue(
        _ operation: XenstoreOperation, _ path: [UInt8], _ value: [UInt8],
        transaction: XenstoreTransactionIdentifier, waiter: XenstoreWaiter?
    ) -> XenstoreRequest {
        let request = XenstoreRequest(
            operation, identifier: nextIdentifier, transaction: transaction, path: path,
            value: value, waiter: waiter)
        nextIdentifier &+= 1
        if let fault {
            request.complete(.failure(.disconnected(fault)))
        } else if isOfFormerIncarnation(transaction) {
            request.complete(.failure(.refused(operation, .tryAgain)))
        } else {
            requests.append(request)
            if waiter == nil { limitAbandoned() }
        }
        return request
    }

    /// Stops waiting for a reply. A partly sent request must still be sent to its end, and its
    /// reply recognised.
    func abandon(_ request: XenstoreRequest) {
        request.waiter = nil
        guard fault == nil else { return }
        if request.sent == 0 {
            requests.removeAll { $0 === request }
            return
        }
        limitAbandoned()
    }

    /// Returns whether a transaction ended because the domain became a new one.
    private func isOfFormerIncarnation(_ transaction: XenstoreTransactionIdentifier) -> Bool {
        transaction.number != 0 && transaction.incarnation != incarnation
    }

    private func limitAbandoned() {
        guard !isHeld else { return }
        var abandoned = 0
        for request in requests where request.waiter == nil { abandoned += 1 }
        if abandoned > Self.abandonedLimit { fail(.unresponsive(requests: abandoned)) }
    }

    /// Ends the connection; every waiter gets the fault.
    func fail(_ fault: XenstoreFault) {
        guard self.fault == nil else { return }
        self.fault = fault
        let failed = requests
        requests = []
        for request in failed { request.complete(.failure(.disconnected(fault))) }
        for watch in watches { watch.waiter.becomeReady() }
        holder?.becomeReady()
    }

    /// Wakes one waiter, if any, to attend.
    func wakeOne() {
        if let holder, holder.waitsOn != nil {
            holder.wake()
            return
        }
        for request in requests {
            if let waiter = request.waiter, waiter.waitsOn != nil {
                waiter.wake()
                return
            }
        }
        for watch in watches where watch.waiter.waitsOn != nil {
            watch.waiter.wake()
            return
        }
    }

    // MARK: Watches

    func addWatch(_ make: (_ token: UInt32) -> XenstoreWatch) -> XenstoreWatch {
        let watch = make(nextToken)
        nextToken &+= 1
        watches.append(watch)
        return watch
    }

    func removeWatch(_ watch: XenstoreWatch) {
        watches.removeAll { $0 === watch }
    }

    /// Unanswered requests and watches; tests expect zero at the end.
    var openRequestCount: Int { requests.count }
    var watchCount: Int { watches.count }

    // MARK: Moving bytes

    /// Sends as much as fits and handles what has arrived.
    func pump() -> Progress {
        var progress = Progress()
        guard fault == nil else { return progress }
        do throws(XenstoreFault) {
            progress.hasMoved = try send()
            try receive(&progress)
            // Replies may have queued requests, such as the end of an abandoned transaction.
            if try send() { progress.hasMoved = true }
        } catch {
            fail(error)
        }
        if let holder, isQuiet { holder.becomeReady() }
        return progress
    }

    /// Whether every request that was begun is answered.
    var isQuiet: Bool {
        for request in requests where request.sent > 0 { return false }
        return true
    }

    private func send() throws(XenstoreFault) -> Bool {
        var hasMoved = false
        for request in requests where !request.isSent {
            if isHeld, request.sent == 0 { break }
            let message = request.message
            let start = request.sent
            let count: Int
            do throws(RingFault) {
                // SAFETY: the ring copies from the buffer only during the call.
                count = try unsafe message.withUnsafeBufferPointer { bytes throws(RingFault) in
                    try unsafe output.write(
                        UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(bytes)[start...]))
                }
            } catch {
                throw .ring(error)
            }
            if count > 0 { hasMoved = true }
            request.sent += count
            guard request.isSent else { break }
        }
        return hasMoved
    }

    private func receive(_ progress: inout Progress) throws(XenstoreFault) {
        var budget = receiveBudget
        while budget > 0 {
            let count = try input.readPiece()
            if count > 0 { progress.hasMoved = true }
            budget -= count
            if let message = input.takeMessage() {
                try handle(message)
            } else if count == 0 {
                return
            }
        }
        progress.hasMore = true
    }

    // MARK: Messages

    private func handle(_ message: XenstoreMessage) throws(XenstoreFault) {
        let header = message.header
        if header.type == XenstoreHeader.watchEvent {
            try handleEvent(message.payload)
            return
        }
        guard let index = requests.firstIndex(where: { $0.identifier == header.identifier }),
            requests[index].isSent
        else {
            guard isFresh else {
                throw .unexpectedReply(type: header.type, identifier: header.identifier)
            }
            ignoredMessages += 1
            return
        }
        let request = requests[index]
        if header.type == XenstoreHeader.error {
            requests.remove(at: index)
            let name = XenstoreErrorName(payload: message.payload)
            request.complete(.failure(.refused(request.operation, name)))
        } else {
            guard header.type == request.operation.rawValue else {
                throw .wrongReplyType(type: header.type, expected: request.operation.rawValue)
            }
            requests.remove(at: index)
            if request.waiter == nil { undo(request, message.payload) }
            request.complete(.reply(message.payload))
        }
        isFresh = false
    }

    /// Reverts an abandoned request; only the start of a transaction needs it.
    private func undo(_ request: XenstoreRequest, _ payload: [UInt8]) {
        guard request.operation == .startTransaction,
            let number = XenstoreText.number(XenstoreText.withoutZero(payload)),
            let transaction = UInt32(exactly: number)
        else { return }
        _ = enqueue(
            .endTransaction, [UInt8(ascii: "F")], [],
            transaction: XenstoreTransactionIdentifier(transaction, incarnation: incarnation),
            waiter: nil)
    }

    private func handleEvent(_ payload: [UInt8]) throws(XenstoreFault) {
        guard let strings = XenstoreText.strings(payload[...]), strings.count >= 2 else {
            throw .malformedEvent
        }
        guard let token = XenstoreText.number(strings[1]),
            let watch = watches.first(where: { UInt64($0.token) == token })
        else {
            ignoredMessages += 1
            return
        }
        watch.post(strings[0])
    }
}
