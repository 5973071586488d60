// SPDX-License-Identifier: MIT
// The requesting end of a ring. Requests are copied in and never read back. Each response is copied
// out once before it is used. The peer cannot answer more requests than were made.
//
// Invariants:
// 1. produced - consumed <= slots.
// 2. Responses taken never outnumber requests published.

/// The requesting end of a ring in shared pages.
package struct FrontRing: ~Copyable {
    private let memory: RingMemory
    private var requests: RingPublisher
    private var responses: RingTaker

    /// Formats the ring as io/ring.h requires. Counters begin at `start`, which is zero except in
    /// tests; a notification is requested for the first entry in each direction.
    package init(formatting memory: RingMemory, startingAt start: UInt32 = 0) {
        self.memory = memory
        let index = RingIndex(start)
        requests = RingPublisher(
            counter: .requestProducer, event: .requestEvent, startingAt: index)
        responses = RingTaker(
            counter: .responseProducer, event: .responseEvent, startingAt: index)
        memory.store(start, to: .requestProducer)
        memory.store(start, to: .responseProducer)
        memory.store(start &+ 1, to: .requestEvent)
        memory.store(start &+ 1, to: .responseEvent)
    }

    /// The number of slots.
    package var slotCount: Int { Int(memory.slotCount) }

    /// The number of requests that can be put now.
    package var freeSlots: Int {
        slotCount - Int(requests.produced.distance(from: responses.consumed))
    }

    /// Puts a request, which the peer sees after `publish`. There must be a free slot.
    package mutating func put<Request: BitwiseCopyable>(_ request: Request) {
        precondition(freeSlots > 0, "a request needs a free slot")
        memory.write(request, at: requests.put())
    }

    /// Publishes the requests. Returns true when the peer must be notified.
    package mutating func publish() -> Bool {
        requests.publish(memory)
    }

    /// Takes the next response; nil when none is pending.
    package mutating func take<Response: BitwiseCopyable>(_ type: Response.Type)
        throws(RingFault) -> Response?
    {
        guard let index = try responses.take(memory, limit: outstanding) else { return nil }
        return memory.read(type, at: index)
    }

    /// Asks for a notification of the next response. Returns true when one has arrived meanwhile
    /// and must be taken first.
    package mutating func finalCheck() throws(RingFault) -> Bool {
        try responses.finalCheck(memory, limit: outstanding)
    }

    /// Requests published whose responses have not been taken.
    private var outstanding: UInt32 { requests.published.distance(from: responses.consumed) }
}
