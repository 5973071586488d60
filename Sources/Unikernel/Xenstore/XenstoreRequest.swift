// SPDX-License-Identifier: MIT
// One request: its message while it is being sent, and what became of it; and who waits for that.

/// Somebody who waits for something of xenstore: a reply or a watch event.
final class XenstoreWaiter {
    let signal: Signal
    /// Whether there is nothing more to wait for.
    var isReady = false
    /// What it waits on now: its own signal, or the event channel's when it listens for all.
    var waitsOn: Signal?
    /// Whether it is the one that listens to the event channel for all.
    var isAttending = false

    init(on loop: RunLoop) {
        signal = Signal(on: loop)
    }

    /// Says that there is nothing more to wait for.
    func becomeReady() {
        isReady = true
        wake()
    }

    /// Lets it look again.
    func wake() {
        (waitsOn ?? signal).raise()
    }
}

/// A request from its making to its reply.
final class XenstoreRequest {
    enum Outcome {
        case pending
        case reply([UInt8])
        case failure(XenstoreError)
    }

    let operation: XenstoreOperation
    let identifier: UInt32
    let transaction: XenstoreTransactionIdentifier
    /// Nil when nobody waits for the reply, which must be awaited all the same to be recognised.
    var waiter: XenstoreWaiter?
    var outcome = Outcome.pending
    /// Header and payload, until they are sent.
    var message: [UInt8]
    /// Bytes of the message that are in the ring.
    var sent = 0

    /// A request whose payload is `path`, a zero, and `value`; the caller has checked the limits.
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
        // SAFETY: header, path, zero and value make up exactly the buffer's `count` bytes. The header's words are
        // in the order of xs_wire.h and, as x86 has them, in its byte order.
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
