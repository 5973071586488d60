// SPDX-License-Identifier: MIT
// Xenstore across a suspension. Before it, requests are held back and those begun are awaited. A
// new domain's xenstored knows neither watches nor transactions. Watches are registered again, each
// with a first event, so that no change is missed. Transactions end in a conflict, which makes
// their callers repeat them.

internal import XenRing

extension Xenstore {
    /// Holds back new requests, and waits for the replies to those begun, as long as a request may
    /// take.
    func hold() async {
        guard fault == nil else { return }
        connection.isHeld = true
        let deadline = loop.now.advanced(byNanoseconds: timeoutNanoseconds)
        // Code that blocks the whole domain may have begun some more.
        while !connection.isQuiet, loop.now < deadline {
            let waiter = XenstoreWaiter(on: loop)
            connection.holder = waiter
            await wait(for: waiter, until: deadline)
        }
        connection.holder = nil
    }

    /// Sends requests again.
    func release() {
        connection.isHeld = false
        pump()
        // The attending waiter sent nothing for a while and may wait for replies to later requests.
        channel.signal.raise()
    }

    /// Continues with the xenstore of a new domain; ends the connection if none works.
    func goOn(in domain: Domain) {
        do throws(HypervisorFault) {
            guard let page = try ToolstackPage(of: domain, frame: .storeFrame, port: .storePort)
            else {
                connection.fail(.absent)
                return
            }
            try domain.events.goOn(with: channel, at: page.port)
            // SAFETY: the toolstack's page lives as long as the domain.
            unsafe connection.goOn(page: page.address)
        } catch {
            connection.fail(.channel(error))
        }
    }
}

extension XenstoreConnection {
    /// Starts over in the page of a new domain.
    ///
    /// Requests with a waiter are sent again, whether they had been sent or not. Those of
    /// transactions fail with a conflict. A commit that was in flight may have taken effect, and
    /// fails with a time-out.
    @unsafe func goOn(page: UnsafeMutableRawPointer) {
        do throws(RingFault) {
            // SAFETY: the caller guarantees the page.
            output = try unsafe Self.output(in: page)
            input = try unsafe Self.input(in: page)
        } catch {
            fail(.ring(error))
            return
        }
        isFresh = true
        incarnation &+= 1
        let former = requests
        requests = []
        for watch in watches where !former.contains(where: { $0.makes(watch) }) {
            _ = enqueue(
                .watch, XenstoreText.bytes(watch.path), watch.tokenPayload, transaction: .none,
                waiter: nil)
        }
        for request in former where request.waiter != nil { carryOver(request) }
    }

    private func carryOver(_ request: XenstoreRequest) {
        if request.operation == .endTransaction, request.sent > 0 {
            request.complete(.failure(.timedOut(.endTransaction)))
        } else if request.transaction != .none || request.operation == .startTransaction {
            request.complete(.failure(.refused(request.operation, .tryAgain)))
        } else {
            request.sent = 0
            requests.append(request)
        }
    }
}

extension XenstoreRequest {
    /// Returns whether the request registers this watch for a caller that still waits.
    fileprivate func makes(_ watch: XenstoreWatch) -> Bool {
        guard operation == .watch, waiter != nil else { return false }
        let payload = XenstoreText.bytes(watch.path) + [0] + watch.tokenPayload
        return message.dropFirst(XenstoreHeader.byteCount).elementsEqual(payload)
    }
}
