// SPDX-License-Identifier: MIT
// A whole run: what failed once is replayed, then every fuzzer gets its share of the inputs, in pieces that depend on
// the seed and the number of inputs only, by as many processes as there are processors for.

import CheckHarness
import Glibc

/// What a run is to do.
struct RunOptions {
    var seed: UInt64 = 1
    var inputs = 1_000_000
    var workers = 2
    var only: [String] = []
    var fixtures: FixtureFolder?
    /// Where the scripts of workers lie, and what fails when it is no fixture.
    var folder = FixtureFolder(".")
    var savesFixtures = true
    var shrinks = true
}

struct Run {
    /// Pieces that a fuzzer's share is cut into.
    private static let pieces = 8
    /// How many scripts are tried to make one smaller.
    private static let tryLimit = 400

    let options: RunOptions
    private var total = Counts()
    private var failures = 0

    init(_ options: RunOptions) {
        self.options = options
    }

    private struct Piece {
        var fuzzer: String
        var number: Int
        var inputs: Int
        var name: String { "\(fuzzer)-\(number)" }
    }

    /// Does it all; false when something failed.
    mutating func perform() -> Bool {
        let start = now()
        replayFixtures()
        guard failures == 0 else { return false }
        let pieces = pieces()
        Jobs.run(pieces.map(arguments), workers: options.workers) { number, outcome in
            take(pieces[number], outcome)
            return failures == 0 ? .goOn : .beginNoMore
        }
        let report = RunReport(total)
        report.tell(seconds: now() - start, seed: options.seed, failures: failures)
        if report.inputs == 0 { print("error: nothing was done") }
        return failures == 0 && report.inputs > 0
    }

    private func now() -> Double {
        var time = timespec()
        unsafe clock_gettime(CLOCK_MONOTONIC, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }

    // MARK: Pieces

    /// Each fuzzer's part of the inputs, in pieces.
    private func pieces() -> [Piece] {
        let chosen = Fuzzers.all.filter {
            options.only.isEmpty || options.only.contains($0.fuzzer.name)
        }
        let whole = chosen.reduce(0) { $0 + $1.share }
        return (0..<Self.pieces).flatMap { number in
            chosen.map { fuzzer, share in
                let inputs = options.inputs * share / whole / Self.pieces
                return Piece(fuzzer: fuzzer.name, number: number, inputs: max(inputs, 1))
            }
        }
    }

    private func arguments(_ piece: Piece) -> [String] {
        [
            "worker", piece.fuzzer, "\(options.seed)", "\(piece.number * 1_000_000)",
            "\(piece.inputs)", scriptFile(piece),
        ]
    }

    /// The file with the script of the world that a piece is at.
    private func scriptFile(_ piece: Piece) -> String {
        options.folder.file("\(piece.name).script")
    }

    private mutating func take(_ piece: Piece, _ outcome: Child.Outcome) {
        guard outcome.ending == .well else { return fail(piece, outcome) }
        for line in outcome.output.split(separator: "\n") { _ = total.take(line, Tally.word) }
    }

    // MARK: Failures

    private mutating func fail(_ piece: Piece, _ outcome: Child.Outcome) {
        failures += 1
        let (ending, output) = (outcome.ending.text, outcome.output)
        guard let text = TextFile.read(scriptFile(piece)), let script = Script(text) else {
            print("error: \(piece.name) \(ending)\n\(tail(output))")
            return
        }
        print("FAILED: \(script.fuzzer), seed \(script.seed): \(ending)")
        print(tail(output))
        fflush(nil)  // whoever reads along need not wait for the end
        if options.shrinks { print("making it smaller ...") }
        let small = options.shrinks ? shrink(script) : script
        let reason = output.split(separator: "\n").first { $0.hasPrefix("violation") }
        let folder = options.savesFixtures ? options.fixtures ?? options.folder : options.folder
        let path = folder.add(
            "\(script.fuzzer)-\(script.seed).txt", comment: reason.map(String.init) ?? ending,
            small.text)
        print("\(small.acts.count) of \(script.acts.count) acts do:")
        print(small.text)
        print("replay: fuzz replay \(path)")
    }

    /// Leaves out acts, with a process for each try.
    private func shrink(_ script: Script) -> Script {
        var tries = 0
        let file = options.folder.file("shrinking.script")
        return Shrinker.shrink(
            script, count: \.acts.count, isOver: { tries >= Self.tryLimit },
            attempt: { script, range in
                var script = script
                script.acts.removeSubrange(range)
                tries += 1
                TextFile.write(file, script.text)
                return Child(["replay", file]).wait().ending == .well ? nil : script
            })
    }

    /// The part of an output that says what happened.
    private func tail(_ output: String) -> String {
        output.split(separator: "\n").prefix(30).joined(separator: "\n")
    }

    private mutating func replayFixtures() {
        guard let fixtures = options.fixtures else { return }
        for name in fixtures.names {
            let outcome = Child(["replay", fixtures.file(name)]).wait()
            guard outcome.ending != .well else { continue }
            failures += 1
            print("FAILED: \(fixtures.file(name)): \(outcome.ending.text)")
            print(tail(outcome.output))
        }
        print("\(fixtures.names.count) scripts that failed once are well")
    }
}
