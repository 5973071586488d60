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
    /// Nil when nobody waits for the reply, which must be awaited all the same to be recognised.
    var waiter: XenstoreWaiter?
    var outcome = Outcome.pending
    /// Header and payload, until they are sent.
    var message: [UInt8]
    /// Bytes of the message that are in the ring.
    var sent = 0

    /// A request whose payload is `path`, a zero, and `value`; the caller has checked the limits.
    init(
        _ operation: XenstoreOperation, identifier: UInt32, transaction: UInt32, path: String,
        value: [UInt8], waiter: XenstoreWaiter?
    ) {
        self.operation = operation
        self.identifier = identifier
        self.waiter = waiter
        let length = path.utf8.count + 1 + value.count
        message = []
        message.reserveCapacity(XenstoreHeader.byteCount + length)
        append(operation.rawValue)
        append(identifier)
        append(transaction)
        append(UInt32(length))
        for byte in path.utf8 { message.append(byte) }
        message.append(0)
        message += value
    }

    var isSent: Bool { sent == message.count }

    func complete(_ outcome: Outcome) {
        self.outcome = outcome
        waiter?.becomeReady()
    }

    private func append(_ word: UInt32) {
        for shift in stride(from: UInt32(0), to: 32, by: 8) {
            message.append(UInt8(truncatingIfNeeded: word >> shift))
        }
    }
}
