// SPDX-License-Identifier: MIT
// The command line.

import CheckHarness

/// What the program is to do.
struct Options {
    static let usage = """
        usage: simulate [options]
          --seed N         the first trace's seed (1)
          --states N       distinct states after which to stop (1000000)
          --seconds N      seconds after which to stop all the same (none)
          --workers N      processes (2)
          --fixtures PATH  a folder of states that once were wrong, looked at first; a new one is written there
          --per-trace N    distinct states of one trace (15000)
          --shrink 0       leaves failures as large as they are
          --replay 'LINE'  looks at a fixture's line only
          --set 'LINE'     choices for all traces: disk=flush mode=wal ...
        """

    var seed: UInt64 = 1
    var states = 1_000_000
    var seconds: Int?
    var workers = 2
    var fixtures: FixtureFolder?
    var replay: String?
    var choices = ""
    /// New states of a trace at most, so that there are many traces.
    var perTrace = 15_000
    /// Whether failures are made smaller.
    var shrinks = true
    /// Which of the workers this process is; nil for the one that starts them.
    var worker: Int?

    /// Reads the arguments.
    init(_ arguments: Arguments) throws(BadArgument) {
        var arguments = arguments
        while let name = arguments.next() {
            switch name {
            case "--seed": seed = try arguments.number()
            case "--states": states = try arguments.number()
            case "--seconds": seconds = try arguments.number(of: Int.self)
            case "--workers": workers = try arguments.number(atLeast: 1)
            case "--worker": worker = try arguments.number(of: Int.self)
            case "--per-trace": perTrace = try arguments.number()
            case "--shrink": shrinks = try arguments.number(of: Int.self) != 0
            case "--fixtures": fixtures = FixtureFolder(try arguments.word())
            case "--replay": replay = try arguments.word()
            case "--set": choices = try arguments.word()
            default: throw BadArgument("there is no option \(name)")
            }
        }
    }

    /// The arguments for one of the workers.
    func arguments(ofWorker number: Int) -> [String] {
        var words = ["--worker", "\(number)", "--seed", "\(seed)", "--workers", "\(workers)"]
        words += ["--states", "\(states / workers)", "--set", choices]
        words += ["--shrink", shrinks ? "1" : "0", "--per-trace", "\(perTrace)"]
        if let seconds { words += ["--seconds", "\(seconds)"] }
        return words
    }
}
