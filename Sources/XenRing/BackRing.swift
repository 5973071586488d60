// SPDX-License-Identifier: MIT
// The responding end of a ring. It does not trust its peer either: it copies each request out once
// and never takes more requests than the ring has slots.
//
// Invariant: requests taken - responses put <= slots.

/// The responding end of a ring in shared pages.
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

    /// The number of slots.
    package var slotCount: Int { Int(memory.slotCount) }

    /// Takes the next request; nil when none is pending.
    package mutating func take<Request: BitwiseCopyable>(_ type: Request.Type)
        throws(RingFault) -> Request?
    {
        guard let index = try requests.take(memory, limit: acceptable) else { return nil }
        return memory.read(type, at: index)
    }

    /// Asks for a notification of the next request. Returns true when one has arrived meanwhile and
    /// must be taken first.
    package mutating func finalCheck() throws(RingFault) -> Bool {
        try requests.finalCheck(memory, limit: acceptable)
    }

    /// Puts a response, which the peer sees after `publish`. There must be an unanswered request.
    package mutating func put<Response: BitwiseCopyable>(_ response: Response) {
        precondition(unanswered > 0, "a response answers a request")
        memory.write(response, at: responses.put())
    }

    /// Publishes the responses. Returns true when the peer must be notified.
    package mutating func publish() -> Bool {
        responses.publish(memory)
    }

    /// Requests that were taken and not answered.
    private var unanswered: UInt32 { requests.consumed.distance(from: responses.produced) }

    /// The further requests that an honest peer can have made.
    private var acceptable: UInt32 { memory.slotCount - unanswered }
}
