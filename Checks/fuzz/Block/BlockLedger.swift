// SPDX-License-Identifier: MIT
// What the backend was really asked and what it really answered, from its own side of the ring, and what follows from
// that: which flush of the frontend was a true one.
//
// A write counts as durable when it was answered for and a flush or barrier was answered for that had not been shown
// before that answer was. So nothing here depends on what the frontend believes.

import XenSimulation

/// A record of requests and answers.
final class BlockLedger {
    private struct Position {
        var era: Int
        var index: UInt32

        func isAtOrAfter(_ other: Position) -> Bool {
            era > other.era || era == other.era && Int32(bitPattern: index &- other.index) >= 0
        }
    }

    private struct Write {
        var block: UInt64
        var words: [UInt64]
        var position: Position
        var answered: Position
    }

    private struct Open {
        var request: BlockRequestSeen
        var words: [UInt64]
    }

    private var open: [UInt64: Open] = [:]
    private var era = 0
    private var writes: [Write] = []
    private var barriers: [Position] = []

    /// Requests that nobody has answered, oldest first.
    var unanswered: [BlockRequestSeen] {
        open.values.map(\.request).sorted { $0.index < $1.index }
    }

    func take(_ request: BlockRequestSeen, words: [UInt64]) {
        if request.era != era {
            era = request.era
            open = [:]
        }
        open[request.identifier] = Open(request: request, words: words)
    }

    /// Whether an answer is one that may be given.
    func isAnswer(_ answer: BlockAnswer, era: Int) -> Bool {
        // What is not known here cannot be judged: another connection's.
        guard era == self.era else { return true }
        guard let asked = open[answer.identifier] else { return false }
        let isAboutIt =
            answer.operation == asked.request.operation
            || answer.operation == 6 && asked.request.references.count > 11
        return isAboutIt && (-2...0).contains(answer.status)
    }

    func give(_ answer: BlockAnswer, era: Int, requests: UInt32) {
        guard era == self.era, let asked = open.removeValue(forKey: answer.identifier),
            answer.status == 0
        else { return }
        let position = Position(era: era, index: asked.request.index)
        let answered = Position(era: era, index: requests)
        switch asked.request.operation {
        case 1: add(asked, position, answered)
        case 2:
            add(asked, position, answered)
            barriers.append(position)
        case 3: barriers.append(position)
        default: break
        }
    }

    private func add(_ asked: Open, _ position: Position, _ answered: Position) {
        writes.append(
            Write(
                block: asked.request.block, words: asked.words, position: position,
                answered: answered))
    }

    /// Whether the backend has said that this content of a block is on the disk and, if `needsBarrier`, that what was
    /// there is durable.
    func isDurable(_ word: UInt64, at block: UInt64, needsBarrier: Bool) -> Bool {
        writes.contains { write in
            guard block >= write.block, block - write.block < UInt64(write.words.count),
                write.words[Int(block - write.block)] == word
            else { return false }
            return !needsBarrier || barriers.contains { $0.isAtOrAfter(write.answered) }
        }
    }

    /// Forgets the requests of a connection that is no more.
    func endConnection() {
        open = [:]
    }

    /// Forgets what was found durable.
    func forgetDurable() {
        writes = []
        barriers = []
    }
}
