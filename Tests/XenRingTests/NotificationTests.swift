// SPDX-License-Identifier: MIT
// Goal: no interleaving of the two sides of a ring loses a wake-up: the consumer never sleeps for good while an
// entry waits. Method: exhaustive search over the real code. A side is a function of the values it has loaded,
// so each step re-runs it with the recorded ones and performs its next access. Stores go through a FIFO buffer
// as on x86 (TSO). The same search must find the loss when a fence or the second look is taken away.

import Testing
import XenRing

private enum Mutation: CaseIterable {
    case none, noProducerFence, noConsumerFence, noSecondLook
}

private enum Access: Hashable {
    case load(RingWord)
    case store(UInt32, RingWord)
    case fence
    case notify
    case sleep
}

/// Answers a side's loads with the recorded values and writes down what it does.
private final class Recording: RingWords {
    private(set) var accesses: [Access] = []
    private var answers: ArraySlice<UInt32>
    private let fences: Bool
    private let secondLooks: Bool
    private var last: UInt32
    private var fenced = false
    /// Whether a load was made that has no recorded value: what the side does from there on means nothing.
    private(set) var isOver = false

    init(answers: [UInt32], start: UInt32, fences: Bool, secondLooks: Bool) {
        self.answers = answers[...]
        self.fences = fences
        self.secondLooks = secondLooks
        last = start
    }

    func load(_ word: RingWord) -> UInt32 {
        if fenced, !secondLooks { return last }
        fenced = false
        accesses.append(.load(word))
        if let answer = answers.popFirst() {
            last = answer
        } else {
            isOver = true
        }
        return last
    }

    func store(_ value: UInt32, to word: RingWord) {
        accesses.append(.store(value, word))
    }

    func fence() {
        fenced = true
        if fences { accesses.append(.fence) }
    }

    func notify() { accesses.append(.notify) }

    func sleep() {
        fenced = false
        accesses.append(.sleep)
    }
}

private struct Side: Hashable {
    var steps = 0
    var loaded: [UInt32] = []
    var buffer: [Access] = []
}

private struct State: Hashable {
    var producer = Side()
    var consumer = Side()
    var memory: [RingWord: UInt32]
    var isNotified = false
}

private struct Search {
    let start: UInt32
    let entries: Int
    let batch: Int
    let mutation: Mutation
    var visited: Set<State> = []
    var finished = 0
    var lost = 0

    init(start: UInt32, entries: Int, batch: Int, mutation: Mutation) {
        self.start = start
        self.entries = entries
        self.batch = batch
        self.mutation = mutation
    }

    /// What the producer does, given what it has loaded: puts entries, some at a time.
    func producer(_ side: Side) -> [Access] {
        let words = Recording(
            answers: side.loaded, start: start, fences: mutation != .noProducerFence,
            secondLooks: true)
        var publisher = RingPublisher(
            counter: .requestProducer, event: .requestEvent, startingAt: RingIndex(start))
        var left = entries
        while left > 0, !words.isOver {
            for _ in 0..<min(batch, left) { _ = publisher.put() }
            left -= min(batch, left)
            if publisher.publish(words) { words.notify() }
        }
        return words.accesses
    }

    /// What the consumer does: takes all there is and sleeps when the final check says so.
    func consumer(_ side: Side) -> [Access] {
        let words = Recording(
            answers: side.loaded, start: start, fences: mutation != .noConsumerFence,
            secondLooks: mutation != .noSecondLook)
        var taker = RingTaker(
            counter: .requestProducer, event: .requestEvent, startingAt: RingIndex(start))
        var left = entries
        while left > 0, !words.isOver {
            do {
                while try taker.take(words, limit: 8) != nil { left -= 1 }
                if words.isOver || left <= 0 { break }
                if try !taker.finalCheck(words, limit: 8) { words.sleep() }
            } catch {
                break
            }
        }
        return words.accesses
    }

    mutating func run() {
        var open = [
            State(memory: [.requestProducer: start, .requestEvent: start &+ 1])
        ]
        while let state = open.popLast() {
            guard visited.insert(state).inserted else { continue }
            let atProducer = next(producer(state.producer), state.producer)
            let atConsumer = next(consumer(state.consumer), state.consumer)
            let successors = [
                step(state, \.producer, atProducer), drain(state, \.producer),
                step(state, \.consumer, atConsumer), drain(state, \.consumer),
            ].compactMap { $0 }
            open += successors
            if successors.isEmpty {
                if atConsumer == nil { finished += 1 } else { lost += 1 }
            }
        }
    }

    private func next(_ accesses: [Access], _ side: Side) -> Access? {
        side.steps < accesses.count ? accesses[side.steps] : nil
    }

    private func drain(_ state: State, _ path: WritableKeyPath<State, Side>) -> State? {
        guard case .store(let value, let word)? = state[keyPath: path].buffer.first else {
            return nil
        }
        var after = state
        after[keyPath: path].buffer.removeFirst()
        after.memory[word] = value
        return after
    }

    /// Performs an access, or returns nil when it cannot be performed now.
    private func step(_ state: State, _ path: WritableKeyPath<State, Side>, _ access: Access?)
        -> State?
    {
        guard let access else { return nil }
        var after = state
        after[keyPath: path].steps += 1
        switch access {
        case .load(let word):
            let own = state[keyPath: path].buffer.last {
                if case .store(_, word) = $0 { true } else { false }
            }
            if case .store(let value, _)? = own {
                after[keyPath: path].loaded.append(value)
            } else {
                after[keyPath: path].loaded.append(state.memory[word]!)
            }
        case .store:
            after[keyPath: path].buffer.append(access)
        case .fence:
            guard state[keyPath: path].buffer.isEmpty else { return nil }
        case .notify:  // a hypercall serialises
            guard state[keyPath: path].buffer.isEmpty else { return nil }
            after.isNotified = true
        case .sleep:
            guard state[keyPath: path].buffer.isEmpty, state.isNotified else { return nil }
            after.isNotified = false
        }
        return after
    }
}

@Suite struct NotificationTests {
    @Test(arguments: [(1, 1), (2, 1), (3, 1), (3, 2), (4, 2)], [0, UInt32.max, UInt32.max - 1])
    func noInterleavingLosesAWakeUp(size: (entries: Int, batch: Int), start: UInt32) {
        var search = Search(
            start: start, entries: size.entries, batch: size.batch, mutation: .none)
        search.run()
        #expect(search.lost == 0)
        #expect(search.finished > 0)
    }

    @Test(arguments: Mutation.allCases.filter { $0 != .none })
    private func theSearchFindsWhatAMissingFenceOrLookLoses(mutation: Mutation) {
        var search = Search(start: 0, entries: 2, batch: 1, mutation: mutation)
        search.run()
        #expect(search.lost > 0)
    }
}
