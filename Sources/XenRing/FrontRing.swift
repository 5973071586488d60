// SPDX-License-Identifier: MIT
// The side of a ring that makes requests. Requests are values of our own, copied in and never read back; each
// response is copied out once before anybody looks at it. The peer cannot answer more than was asked.
//
// Invariants: 1. produced - consumed <= slots. 2. Responses taken never outnumber requests published.

/// The requesting side of a ring in shared pages.
package struct FrontRing: ~Copyable {
    private let memory: RingMemory
    private var requests: RingPublisher
    private var responses: RingTaker

    /// Formats the ring as io/ring.h wants it: counters at `start`, which is zero but in tests, and a
    /// notification asked for the first entry in each direction.
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

    /// How many requests the ring holds.
    package var slotCount: Int { Int(memory.slotCount) }

    /// How many requests can be put now.
    package var freeSlots: Int {
        slotCount - Int(requests.produced.distance(from: responses.consumed))
    }

    /// Puts a request that the peer does not see before `publish`. There must be a free slot.
    package mutating func put<Request: BitwiseCopyable>(_ request: Request) {
        precondition(freeSlots > 0, "a request needs a free slot")
        memory.write(request, at: requests.put())
    }

    /// Shows the peer what was put; true when it is to be notified.
    package mutating func publish() -> Bool {
        requests.publish(memory)
    }

    /// Takes the next response, or nil when there is none now.
    package mutating func take<Response: BitwiseCopyable>(_ type: Response.Type)
        throws(RingFault) -> Response?
    {
        guard let index = try responses.take(memory, limit: outstanding) else { return nil }
        return memory.read(type, at: index)
    }

    /// Asks to be notified of the next response; true when one has come meanwhile and is to be taken first.
    package mutating func finalCheck() throws(RingFault) -> Bool {
        try responses.finalCheck(memory, limit: outstanding)
    }

    /// Requests that were published and whose responses were not taken.
    private var outstanding: UInt32 { requests.published.distance(from: responses.consumed) }
}
