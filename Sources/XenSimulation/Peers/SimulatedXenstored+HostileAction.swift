// SPDX-License-Identifier: MIT
// The hostile actions of the simulated xenstored.

internal import SeededRandom
package import Unikernel
internal import XenRing

extension SimulatedXenstored {
    /// Returns the bytes to send for a reply; breaks it when the hostile action is due.
    func spoil(_ reply: XenstoredMessage, _ connection: Connection) -> [UInt8] {
        if let onReply {
            return onReply(
                XenstoredReply(
                    type: reply.type, identifier: reply.identifier,
                    transaction: reply.transaction, payload: reply.payload))
        }
        guard let hostileAction, random.isRare(hostileActionRarity) else { return reply.bytes }
        var spoilt = reply
        switch hostileAction {
        case .garbageHeader:
            return (0..<16).map { _ in UInt8.random(in: 0...255, using: &random) } + reply.payload
        case .wrongIdentifier:
            spoilt.identifier &+= UInt32.random(in: 1...4, using: &random)
        case .wrongType:
            spoilt.type = UInt32.random(in: 0...24, using: &random)
        case .hugeLength:
            var bytes = reply.bytes
            let length = UInt32.random(in: 4097 ... .max, using: &random)
            for index in 0..<4 {
                bytes[12 + index] = UInt8(truncatingIfNeeded: length >> UInt32(8 * index))
            }
            return bytes
        case .duplicateReply:
            return reply.bytes + reply.bytes
        case .unknownError:
            spoilt.type = 16
            spoilt.payload = Array("EWHATEVER\0".utf8)
        case .unknownToken:
            return XenstoredMessage.event("/any", inventedWatch()) + reply.bytes
        case .eventStorm:
            return storm(connection) + reply.bytes
        case .unterminatedPayload:
            if Bool.random(using: &random) {
                while spoilt.payload.last == 0 { spoilt.payload.removeLast() }
            } else {
                let event = XenstoredMessage(
                    type: 15, identifier: 0, transaction: 0, payload: Array("device".utf8))
                return event.bytes + reply.bytes
            }
        case .garbageValue:
            let count = Int.random(in: 0...4096, using: &random)
            spoilt.payload = (0..<count).map { _ in UInt8.random(in: 0...255, using: &random) }
        case .silence, .jumpingIndices: break
        }
        return spoilt.bytes
    }

    /// Writes invalid counters, which may be valid by chance.
    func jump(_ connection: Connection) {
        let offset = Bool.random(using: &random) ? 2048 : 2060  // req_cons, rsp_prod
        let value = UInt32.random(in: 0 ... .max, using: &random)
        // SAFETY: both words lie in the page.
        unsafe SharedWord(at: connection.page + offset).store(value)
        connection.notify()
    }

    /// Adds to one of a domain's four counters (req_cons, req_prod, rsp_cons, rsp_prod), wrapping
    /// around.
    package func moveCounter(_ index: Int, by distance: UInt32, of domain: DomainID) {
        guard let connection = connection(of: domain) else { return }
        // SAFETY: the four words lie in the page.
        let word = unsafe SharedWord(at: connection.page + 2048 + 4 * (index & 3))
        word.store(word.load() &+ distance)
        connection.notify()
    }

    /// Sends a domain spurious events.
    package func storm(_ count: Int, at domain: DomainID) {
        for _ in 0..<count { connection(of: domain)?.notify() }
    }

    /// Sends unsolicited bytes to every domain.
    package func inject(bytes: [UInt8]) {
        queue(bytes)
    }

    /// Sends every domain four words in the form of a header.
    package func inject(_ words: [UInt32]) {
        let message = XenstoredMessage(
            type: words[0], identifier: words[1], transaction: words[2], payload: [])
        var bytes = message.bytes
        for index in 0..<4 {
            bytes[12 + index] = UInt8(truncatingIfNeeded: words[3] >> (8 * index))
        }
        queue(bytes)
    }

    private func inventedWatch() -> Watch {
        let tokens = ["99999", "", "x", "-1", "18446744073709551616"]
        let token = tokens.randomElement(using: &random)!
        return Watch(path: "/any", token: Array(token.utf8), prefix: "")
    }

    private func storm(_ connection: Connection) -> [UInt8] {
        (0..<Int.random(in: 1...400, using: &random)).flatMap { number in
            let watch = connection.watches.randomElement(using: &random) ?? inventedWatch()
            return XenstoredMessage.event(watch.path + "/\(number)", watch)
        }
    }
}

/// A reply before it is sent.
public struct XenstoredReply: Sendable {
    /// The type: the operation's number (io/xs_wire.h, `xsd_sockmsg_type`), or 16 for an error.
    public var type: UInt32
    /// The identifier of the request.
    public var identifier: UInt32
    /// The transaction of the request, 0 for none.
    public var transaction: UInt32
    /// The payload.
    public var payload: [UInt8]

    /// Creates a message.
    public init(type: UInt32, identifier: UInt32, transaction: UInt32, payload: [UInt8]) {
        self.type = type
        self.identifier = identifier
        self.transaction = transaction
        self.payload = payload
    }

    /// Returns the message's bytes, with another length if one is given.
    public func bytes(length: UInt32? = nil) -> [UInt8] {
        var bytes: [UInt8] = []
        for word in [type, identifier, transaction, length ?? UInt32(payload.count)] {
            for index in 0..<4 { bytes.append(UInt8(truncatingIfNeeded: word >> (8 * index))) }
        }
        return bytes + payload
    }
}
