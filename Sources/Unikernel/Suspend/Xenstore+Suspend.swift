// SPDX-License-Identifier: MIT
// Xenstore across a suspension. Before it, requests are held back and those that were begun are waited for. A new
// domain's xenstored knows neither its watches nor its transactions: watches are made again, each with a first
// event, so that nobody misses a change; transactions end in a conflict, which has them done again.

internal import XenRing

extension Xenstore {
    /// Begins no more requests, and waits until those that were begun are answered, as long as a request may take.
    func hold() async {
        guard fault == nil else { return }
        connection.isHeld = true
        let deadline = loop.now.advanced(byNanoseconds: timeoutNanoseconds)
        // Code that waits with the whole domain may have begun some more.
        while !connection.isQuiet, loop.now < deadline {
            let waiter = XenstoreWaiter(on: loop)
            connection.holder = waiter
            await wait(for: waiter, until: deadline)
        }
        connection.holder = nil
    }

    /// Begins requests again.
    func release() {
        connection.isHeld = false
        pump()
        // Who attends sent nothing for a while and may wait for what has come since.
        channel.signal.raise()
    }

    /// Goes on with the xenstore of a new domain; ends the connection if there is none, or none that works.
    func goOn(in domain: Domain) {
        do throws(HypervisorFault) {
            guard let page = try ToolstackPage(of: domain, frame: .storeFrame, port: .storePort)
            else {
                connection.fail(.absent)
                return
            }
            try domain.events.goOn(with: channel, at: page.port)
            // SAFETY: the toolstack's page stays for as long as the domain does.
            unsafe connection.goOn(page: page.address)
        } catch {
            connection.fail(.channel(error))
        }
    }
}

extension XenstoreConnection {
    /// Begins anew in the page of a new domain.
    ///
    /// Requests that somebody waits for are sent again, whether they had been sent or not. Those of transactions
    /// fail with a conflict; but a commit that was on its way may have come to pass, and is told to have timed out.
    @unsafe func goOn(page: UnsafeMutableRawPointer) {
        do throws(RingFault) {
            // SAFETY: the caller promises the page.
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
    /// Whether it is the request that makes a watch, and somebody waits for that.
    fileprivate func makes(_ watch: XenstoreWatch) -> Bool {
        guard operation == .watch, waiter != nil else { return false }
        let payload = XenstoreText.bytes(watch.path) + [0] + watch.tokenPayload
        return message.dropFirst(XenstoreHeader.byteCount).elementsEqual(payload)
    }
}
