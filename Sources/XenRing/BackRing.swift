// SPDX-License-Identifier: MIT
// The side of a ring that answers. It trusts its peer no more than the other side does: requests are copied out
// once, and no more are taken than the ring has slots for.
//
// Invariant: requests taken - responses put <= slots.

/// The answering side of a ring in shared pages.
package struct BackRing: ~Copyable {
    private let memory: RingMemory
    private var requests: RingTaker
    private var responses: RingPublisher

    /// Attaches to a ring that the other side has formatted with its counters at `start`.
    package init(attachedTo memory: RingMemory, startingAt start: UInt32 = 0) {
        self.memory = memory
        let index = RingIndex(start)
        requests = RingTaker(counter: .requestProducer, event: .requestEvent, startingAt: index)
        responses = RingPublisher(
            counter: .responseProducer, event: .responseEvent, startingAt: index)
    }

    /// How many requests the ring holds.
    package var slotCount: Int { Int(memory.slotCount) }

    /// Takes the next request, or nil when there is none now.
    package mutating func take<Request: BitwiseCopyable>(_ type: Request.Type)
        throws(RingFault) -> Request?
    {
        guard let index = try requests.take(memory, limit: acceptable) else { return nil }
        return memory.read(type, at: index)
    }

    /// Asks to be notified of the next request; true when one has come meanwhile and is to be taken first.
    package mutating func finalCheck() throws(RingFault) -> Bool {
        try requests.finalCheck(memory, limit: acceptable)
    }

    /// Puts a response that the peer does not see before `publish`. There must be a request to answer.
    package mutating func put<Response: BitwiseCopyable>(_ response: Response) {
        precondition(unanswered > 0, "a response answers a request")
        memory.write(response, at: responses.put())
    }

    /// Shows the peer what was put; true when it is to be notified.
    package mutating func publish() -> Bool {
        responses.publish(memory)
    }

    /// Requests that were taken and not answered.
    private var unanswered: UInt32 { requests.consumed.distance(from: responses.produced) }

    /// Further requests that an honest peer can have made.
    private var acceptable: UInt32 { memory.slotCount - unanswered }
}
