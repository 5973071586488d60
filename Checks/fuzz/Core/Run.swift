// SPDX-License-Identifier: MIT
// A whole run: what failed once is replayed, then every fuzzer gets its share of the inputs, in pieces that depend on
// the seed and the number of inputs only, by as many processes as there are processors for.

import Glibc

/// What a run is to do.
struct RunOptions {
    var seed: UInt64 = 1
    var inputs = 1_000_000
    var workers = 2
    var only: [String] = []
    var fixtures: String?
    var folder = "."
    var savesFixtures = true
    var shrinks = true
}

struct Run {
    /// Pieces that a fuzzer's share is cut into.
    private static let pieces = 8

    let options: RunOptions
    private let total = Tally()
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
        var waiting: [Piece] = []
        for number in 0..<Self.pieces {
            for (name, share) in shares() {
                waiting.append(
                    Piece(fuzzer: name, number: number, inputs: max(share / Self.pieces, 1)))
            }
        }
        var running: [pid_t: Piece] = [:]
        while !waiting.isEmpty || !running.isEmpty {
            while running.count < options.workers, !waiting.isEmpty, failures == 0 {
                let piece = waiting.removeFirst()
                running[begin(piece)] = piece
            }
            if running.isEmpty { break }
            let (process, ending) = Processes.waitForAny()
            guard let piece = running.removeValue(forKey: process) else { continue }
            take(piece, ending)
        }
        report(seconds: now() - start)
        if total.inputs == 0 { print("error: nothing was done") }
        return failures == 0 && total.inputs > 0
    }

    private func now() -> Double {
        var time = timespec()
        unsafe clock_gettime(CLOCK_MONOTONIC, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }

    /// Each fuzzer's part of the inputs.
    private func shares() -> [(String, Int)] {
        let chosen = Fuzzers.all.filter {
            options.only.isEmpty || options.only.contains($0.fuzzer.name)
        }
        let whole = chosen.reduce(0) { $0 + $1.share }
        return chosen.map { ($0.fuzzer.name, options.inputs * $0.share / whole) }
    }

    private func begin(_ piece: Piece) -> pid_t {
        Processes.start(
            [
                "worker", piece.fuzzer, "\(options.seed)", "\(piece.number * 1_000_000)",
                "\(piece.inputs)", path(piece, "script"),
            ], output: path(piece, "out"))
    }

    private func path(_ piece: Piece, _ kind: String) -> String {
        "\(options.folder)/\(piece.name).\(kind)"
    }

    private mutating func take(_ piece: Piece, _ ending: Ending) {
        let output = Files.read(path(piece, "out")) ?? ""
        guard ending == .well else { return fail(piece, ending, output) }
        for line in output.split(separator: "\n") where line.hasPrefix("count ") {
            let words = line.split(separator: " ", maxSplits: 2)
            if words.count == 3, let count = Int(words[1]) { total.add(String(words[2]), count) }
        }
    }

    // MARK: Failures

    private mutating func fail(_ piece: Piece, _ ending: Ending, _ output: String) {
        failures += 1
        guard let text = Files.read(path(piece, "script")), let script = Script(text) else {
            print("error: \(piece.name) \(ending.text)\n\(tail(output))")
            return
        }
        print("FAILED: \(script.fuzzer), seed \(script.seed): \(ending.text)")
        print(tail(output))
        fflush(nil)  // whoever reads along need not wait for the end
        if options.shrinks { print("making it smaller ...") }
        let small = options.shrinks ? Shrinker.shrink(script, in: options.folder) : script
        let reason = output.split(separator: "\n").first { $0.hasPrefix("violation") }
        let note = "# \(reason.map(String.init) ?? ending.text)\n"
        let name = "\(script.fuzzer)-\(script.seed).txt"
        let folder = options.savesFixtures ? options.fixtures ?? options.folder : options.folder
        Files.write(folder + "/" + name, note + small.text)
        print("\(small.acts.count) of \(script.acts.count) acts do:")
        print(small.text)
        print("replay: fuzz replay \(folder)/\(name)")
    }

    /// The part of an output that says what happened.
    private func tail(_ output: String) -> String {
        let lines = output.split(separator: "\n").filter { !$0.hasPrefix("count ") }
        return lines.prefix(30).joined(separator: "\n")
    }

    private mutating func replayFixtures() {
        guard let fixtures = options.fixtures else { return }
        let names = Files.names(in: fixtures).filter { $0.hasSuffix(".txt") }
        for name in names {
            let output = options.folder + "/replay.out"
            let ending = Processes.run(["replay", "\(fixtures)/\(name)"], output: output)
            guard ending == .well else {
                failures += 1
                print("FAILED: \(fixtures)/\(name): \(ending.text)")
                print(tail(Files.read(output) ?? ""))
                continue
            }
        }
        print("\(names.count) scripts that failed once are well")
    }

    // MARK: The report

    private func report(seconds: Double) {
        let counts = total.counts.sorted { $0.key < $1.key }
        for prefix in ["did ", "got "] {
            print(prefix == "did " ? "what peers and images did:" : "what came of it:")
            for (name, count) in counts where name.hasPrefix(prefix) {
                let number = "\(count)"
                let space = String(repeating: " ", count: max(9 - number.count, 0))
                print(space + number + "  " + name.dropFirst(4))
            }
        }
        var fuzzers: [String: Int] = [:]
        for (name, count) in counts where name.hasPrefix("did ") {
            fuzzers[String(name.split(separator: " ")[1]), default: 0] += count
        }
        for (name, count) in fuzzers.sorted(by: { $0.key < $1.key }) {
            print("\(name): \(count) inputs")
        }
        let rate = Int(Double(total.inputs) / max(seconds, 0.001))
        print(
            "\(total.inputs) inputs in \(Int(seconds)) s, \(rate) a second, seed \(options.seed): "
                + (failures == 0 ? "nothing is wrong" : "\(failures) FAILED"))
    }
}
