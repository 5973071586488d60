// SPDX-License-Identifier: MIT
// A request with its message, its result and its waiter.

/// A caller that waits for a reply or a watch event.
final class XenstoreWaiter {
    let signal: Signal
    /// Whether the wait is over.
    var isReady = false
    /// The signal it waits for: its own, or the event channel's when it attends.
    var waitsOn: Signal?
    /// Whether it attends: waits for the event channel on behalf of all.
    var isAttending = false

    init(on loop: RunLoop) {
        signal = Signal(on: loop)
    }

    /// Ends the wait.
    func becomeReady() {
        isReady = true
        wake()
    }

    /// Wakes it to check again.
    func wake() {
        (waitsOn ?? signal).raise()
    }
}

/// A request, from its creation to its reply.
final class XenstoreRequest {
    enum Outcome {
        case pending
        case reply([UInt8])
        case failure(XenstoreError)
    }

    let operation: XenstoreOperation
    let identifier: UInt32
    let transaction: XenstoreTransactionIdentifier
    /// The waiter for the reply; nil when there is none. The reply must be read all the same.
    var waiter: XenstoreWaiter?
    var outcome = Outcome.pending
    /// Header and payload, until they are sent.
    var message: [UInt8]
    /// Bytes of the message already in the ring.
    var sent = 0

    /// Creates a request with the payload `path`, a zero, and `value`; the caller has checked the
    /// limits.
    init(
        _ operation: XenstoreOperation, identifier: UInt32,
        transaction: XenstoreTransactionIdentifier, path: [UInt8], value: [UInt8],
        waiter: XenstoreWaiter?
    ) {
        self.operation = operation
        self.identifier = identifier
        self.transaction = transaction
        self.waiter = waiter
        let length = path.count + 1 + value.count
        let header = (operation.rawValue, identifier, transaction.number, UInt32(length))
        let count = XenstoreHeader.byteCount + length
        // SAFETY: header, path, zero and value fill exactly the buffer's `count` bytes. The
        // header's words are in the order of xs_wire.h and in x86's byte order.
        unsafe message = [UInt8](unsafeUninitializedCapacity: count) { buffer, initialized in
            let bytes = UnsafeMutableRawBufferPointer(buffer)
            unsafe bytes.storeBytes(of: header, as: (UInt32, UInt32, UInt32, UInt32).self)
            let rest = unsafe UnsafeMutableRawBufferPointer(
                rebasing: bytes[XenstoreHeader.byteCount...])
            unsafe rest.copyBytes(from: path)
            unsafe rest[path.count] = 0
            unsafe UnsafeMutableRawBufferPointer(rebasing: rest[(path.count + 1)...])
                .copyBytes(from: value)
            initialized = count
        }
    }

    var isSent: Bool { sent == message.count }

    func complete(_ outcome: Outcome) {
        self.outcome = outcome
        waiter?.becomeReady()
    }
}
