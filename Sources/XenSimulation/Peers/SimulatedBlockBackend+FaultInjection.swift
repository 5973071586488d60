// SPDX-License-Identifier: MIT
// A fuzzer's hooks into the simulated backend. It can change every answer, write the ring's bytes
// and counters, and write pages that the frontend has revoked. It sees each request and each answer
// given, so it can judge what the frontend was entitled to believe.
//
// SAFETY: a ring's pages and kept pages are mapped until `disconnect`, and their bytes are the
// owner's memory.

internal import BlockIO
internal import CXen
internal import Unikernel
internal import XenRing

/// An answer in the ring's terms.
public struct BlockAnswer: Equatable, Sendable {
    /// The identifier of the answered request.
    public var identifier: UInt64
    /// The operation (BLKIF_OP_*).
    public var operation: UInt8
    /// The status (BLKIF_RSP_*).
    public var status: Int16

    /// Creates an answer.
    public init(identifier: UInt64, operation: UInt8, status: Int16) {
        self.identifier = identifier
        self.operation = operation
        self.status = status
    }
}

/// A request as taken from the ring.
public struct BlockRequestSeen: Sendable {
    /// The frontend's identifier.
    public var identifier: UInt64
    /// The operation; of an indirect request the one inside it.
    public var operation: UInt8
    /// The first block.
    public var block: UInt64
    /// The number of the connection.
    public var era: Int
    /// The index of the request in its connection, from 0.
    public var index: UInt32
    /// The pages' grant references.
    public var references: [UInt32]
}

/// Hooks by which a fuzzer injects faults into a simulated backend.
public final class BlockFaultInjection {
    /// Changes an answer before it is given, and returns how many copies are given; zero for none.
    public var onAnswer: ((inout BlockAnswer) -> Int)?
    /// Called with each request when it is taken.
    public var onTaken: ((BlockRequestSeen) -> Void)?
    /// Called with each answer that is visible to the frontend, its connection, and the number of
    /// requests published by then.
    public var onGiven: ((BlockAnswer, _ era: Int, _ requests: UInt32) -> Void)?
    /// Changes the data that a read puts into a block's page.
    public var onContent: ((UInt64, inout [UInt8]) -> Void)?
    /// Keys to override when the backend connects; nil leaves a key out.
    public var keys: [String: [UInt8]?] = [:]
    /// Whether writes and flushes are acknowledged without being done.
    public var isLying = false
    /// Whether answers are held back.
    public var holdsAnswers = false
    var held: [BlockAnswer] = []

    /// Creates hooks that do nothing.
    public init() {}
}

extension SimulatedBlockBackend {
    func tellOfRequest(_ job: BlockJob) {
        guard let onTaken = faultInjection?.onTaken, let ring else { return }
        onTaken(
            BlockRequestSeen(
                identifier: job.identifier, operation: job.operation, block: job.block, era: era,
                index: ring.taken &- 1, references: job.references))
    }

    func respondWithFaultInjection(_ answer: BlockAnswer, _ connection: RingConnection) {
        if faultInjection!.holdsAnswers {
            faultInjection!.held.append(answer)
            return
        }
        var answer = answer
        let copies = faultInjection!.onAnswer?(&answer) ?? 1
        give(answer, copies: copies)
    }

    /// Gives an answer, true or false, as often as the ring has room for.
    public func give(_ answer: BlockAnswer, copies: Int = 1) {
        guard let connection = ring else { return }
        var response = blkif_response()
        response.id = answer.identifier
        response.operation = answer.operation
        response.status = answer.status
        for _ in 0..<min(copies, connection.unanswered) {
            connection.ring.put(response)
            connection.unanswered -= 1
            faultInjection?.onGiven?(answer, era, connection.memory.load(.requestProducer))
        }
        if connection.ring.publish() { try? peer.notify(connection.port) }
    }

    /// Gives the answers that were held back, the last one first.
    public func giveHeld() {
        guard let faultInjection else { return }
        let held = faultInjection.held
        faultInjection.held = []
        faultInjection.holdsAnswers = false
        for answer in held.reversed() {
            respond(answer.identifier, answer.operation, answer.status, era)
        }
    }

    /// Sends spurious events.
    public func storm(_ count: Int) {
        guard let ring else { return }
        for _ in 0..<count { try? peer.notify(ring.port) }
    }

    // MARK: Memory

    /// Adds to one of the ring's four counters (0...3), wrapping around.
    public func moveCounter(_ index: Int, by distance: UInt32) {
        guard let ring else { return }
        let word = RingWord.allCases[index & 3]
        ring.memory.store(ring.memory.load(word) &+ distance, to: word)
    }

    /// Writes an eight-byte word anywhere into the ring's pages, including the counters.
    public func scribble(_ word: UInt64, at place: Int) {
        guard let ring else { return }
        let page = ring.pages[place / 512 % ring.pages.count]
        unsafe page.bytes.storeBytes(of: word, toByteOffset: place % 512 * 8, as: UInt64.self)
    }

    /// Writes answers into the next slots, more than it has requests, and moves the counter over
    /// them.
    public func flood(_ answers: [BlockAnswer]) {
        guard let ring else { return }
        let start = ring.memory.load(.responseProducer)
        for (offset, answer) in answers.enumerated() {
            let slot = (start &+ UInt32(offset)) & (ring.memory.slotCount - 1)
            let place = RingMemory.headerSize + Int(slot) * 112
            // The pages are contiguous.
            let address = unsafe ring.pages[0].bytes + place
            unsafe address.storeBytes(of: answer.identifier, as: UInt64.self)
            unsafe address.storeBytes(of: answer.operation, toByteOffset: 8, as: UInt8.self)
            unsafe address.storeBytes(of: answer.status, toByteOffset: 10, as: Int16.self)
            faultInjection?.onGiven?(answer, era, ring.memory.load(.requestProducer))
        }
        ring.memory.store(start &+ UInt32(answers.count), to: .responseProducer)
        try? peer.notify(ring.port)
    }

    /// The number of pages kept mapped after answering.
    public var keptCount: Int { keptPages.count }

    /// Overwrites every writable kept page with a word.
    public func scribbleKept(_ word: UInt64) {
        for page in keptPages where peer.isWritable(page) {
            for place in 0..<512 {
                unsafe page.bytes.storeBytes(of: word, toByteOffset: 8 * place, as: UInt64.self)
            }
        }
    }

    /// Releases the kept pages.
    public func releaseKept() {
        for page in keptPages { peer.unmap(page) }
        keptPages = []
    }

    /// Returns the present first word of each page of a request.
    public func words(of request: BlockRequestSeen) -> [UInt64] {
        let former = hostileAction
        hostileAction = nil
        defer { hostileAction = former }
        return request.references.map { reference in
            let isWrite = request.operation != 0
            guard let page = map(reference, isWrite: isWrite) else { return .max }
            defer { unmap(page, reference) }
            return unsafe page.bytes.load(as: UInt64.self)
        }
    }

    // MARK: Restarting

    /// Becomes an honest backend, as after its driver was loaded again.
    public func restart() {
        faultInjection = nil
        hostileAction = nil
        isStuck = false
        disconnect()
        toolstack.xenstored.remove(back)
        writeKeys()
        write("state", "2")
    }

    /// Closes its event channel port.
    public func closePort() {
        guard let ring else { return }
        try? peer.close(ring.port)
    }

    /// Writes a key below its own directory or the frontend's; removes it when the value is nil.
    public func setKey(_ key: String, _ value: [UInt8]?, inFront: Bool) {
        let path = (inFront ? front : back) + (key.isEmpty ? "" : "/" + key)
        if let value {
            toolstack.xenstored.write(path, value)
        } else {
            toolstack.xenstored.remove(path)
        }
        toolstack.stirXenstored()
    }
}
