// SPDX-License-Identifier: MIT
// The protocol of io/ring.h by which one side publishes entries and the other goes to sleep without missing
// any. The producer stores its counter and then looks at the event index; the consumer stores the event index
// and then looks at the counter. With a full fence between store and look on both sides at least one of them
// sees the other. Written over `RingWords` so that a test can run every interleaving of these very lines.

/// The four counters at the start of a ring page, by their offset.
package enum RingWord: Int, CaseIterable, Sendable {
    case requestProducer = 0
    case requestEvent = 4
    case responseProducer = 8
    case responseEvent = 12
}

/// Access to the counters of a ring.
package protocol RingWords {
    /// Reads once; nothing that comes later is done before.
    func load(_ word: RingWord) -> UInt32
    /// Writes after everything that came before.
    func store(_ value: UInt32, to word: RingWord)
    /// Lets no load after it run ahead of a store before it.
    func fence()
}

/// The producing half of one direction: entries are put privately and published together.
package struct RingPublisher {
    private let counter: RingWord
    private let event: RingWord
    /// Where the next entry goes.
    package private(set) var produced: RingIndex
    /// What the peer has been shown.
    package private(set) var published: RingIndex

    package init(counter: RingWord, event: RingWord, startingAt start: RingIndex) {
        self.counter = counter
        self.event = event
        produced = start
        published = start
    }

    /// Takes the next place.
    package mutating func put() -> RingIndex {
        defer { produced = produced.advanced(by: 1) }
        return produced
    }

    /// Shows the peer what was put; true when it asked to be notified of it.
    package mutating func publish(_ words: some RingWords) -> Bool {
        let old = published
        published = produced
        words.store(published.rawValue, to: counter)
        words.fence()
        // True when the event index lies in (old, new]: the peer sleeps until the counter passes it.
        let wanted = RingIndex(words.load(event))
        return published.distance(from: wanted) < published.distance(from: old)
    }
}

/// The consuming half of one direction.
package struct RingTaker {
    private let counter: RingWord
    private let event: RingWord
    /// The next entry to take.
    package private(set) var consumed: RingIndex
    /// What the peer had published when it was last looked at.
    private var known: RingIndex

    package init(counter: RingWord, event: RingWord, startingAt start: RingIndex) {
        self.counter = counter
        self.event = event
        consumed = start
        known = start
    }

    /// The place of the next entry, or nil when there is none; at most `limit` entries can be waiting.
    package mutating func take(_ words: some RingWords, limit: UInt32)
        throws(RingFault) -> RingIndex?
    {
        if consumed == known { try look(words, limit: limit) }
        guard consumed != known else { return nil }
        defer { consumed = consumed.advanced(by: 1) }
        return consumed
    }

    /// Asks for a notification of the next entry; true when one came before the peer could know, so that
    /// there may be none.
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
