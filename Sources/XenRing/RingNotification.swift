// SPDX-License-Identifier: MIT
// The notification protocol of io/ring.h, by which one side publishes entries and the other sleeps
// without missing one. The producer stores its counter and then reads the event index; the consumer
// stores the event index and then reads the counter. With a full fence between store and read on
// both sides, at least one sees the other's store. The code is generic over `RingWords` so that a
// test can run every interleaving of it.

/// The four counters at the start of a ring page, by offset.
package enum RingWord: Int, CaseIterable, Sendable {
    case requestProducer = 0
    case requestEvent = 4
    case responseProducer = 8
    case responseEvent = 12
}

/// Access to the counters of a ring.
package protocol RingWords {
    /// Reads the counter once; later accesses are not moved before it.
    func load(_ word: RingWord) -> UInt32
    /// Writes the counter; earlier accesses are not moved after it.
    func store(_ value: UInt32, to word: RingWord)
    /// Orders earlier stores before later loads.
    func fence()
}

/// The producer of one direction: puts entries privately and publishes them together.
package struct RingPublisher {
    private let counter: RingWord
    private let event: RingWord
    /// The index of the next entry.
    package private(set) var produced: RingIndex
    /// The index up to which entries are published.
    package private(set) var published: RingIndex

    package init(counter: RingWord, event: RingWord, startingAt start: RingIndex) {
        self.counter = counter
        self.event = event
        produced = start
        published = start
    }

    /// Takes the next index.
    package mutating func put() -> RingIndex {
        defer { produced = produced.advanced(by: 1) }
        return produced
    }

    /// Publishes the entries. Returns true when the peer asked to be notified of one of them.
    package mutating func publish(_ words: some RingWords) -> Bool {
        let old = published
        published = produced
        words.store(published.rawValue, to: counter)
        words.fence()
        // The event index lies in (old, new]: the peer sleeps until the counter passes it.
        let wanted = RingIndex(words.load(event))
        return published.distance(from: wanted) < published.distance(from: old)
    }
}

/// The consumer of one direction.
package struct RingTaker {
    private let counter: RingWord
    private let event: RingWord
    /// The index of the next entry to take.
    package private(set) var consumed: RingIndex
    /// The peer's counter as last read.
    private var known: RingIndex

    package init(counter: RingWord, event: RingWord, startingAt start: RingIndex) {
        self.counter = counter
        self.event = event
        consumed = start
        known = start
    }

    /// Returns the index of the next entry; nil when none is pending. At most `limit` entries can
    /// be pending.
    package mutating func take(_ words: some RingWords, limit: UInt32)
        throws(RingFault) -> RingIndex?
    {
        if consumed == known { try look(words, limit: limit) }
        guard consumed != known else { return nil }
        defer { consumed = consumed.advanced(by: 1) }
        return consumed
    }

    /// Asks for a notification of the next entry. Returns true when one was published before the
    /// peer could see the request, so that no notification may come.
    package mutating func finalCheck(_ words: some RingWords, limit: UInt32)
        throws(RingFault) -> Bool
    {
        if consumed != known { return true }
        words.store(consumed.advanced(by: 1).rawValue, to: event)
        words.fence()
        try look(words, limit: limit)
        return consumed != known
    }

    private mutating func look(_ words: some RingWords, limit: UInt32) throws(RingFault) {
        let index = RingIndex(words.load(counter))
        guard index.distance(from: consumed) <= limit else {
            throw .impossibleIndex(
                index: index.rawValue, reference: consumed.rawValue, limit: limit)
        }
        known = index
    }
}
