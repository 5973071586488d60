// SPDX-License-Identifier: MIT
// The command line.

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
    var fixtures: String?
    var replay: String?
    var choices = ""
    /// New states of a trace at most, so that there are many traces.
    var perTrace = 15_000
    /// Whether failures are made smaller.
    var shrinks = true
    /// Which of the workers this process is; nil for the one that starts them.
    var worker: Int?

    /// Reads the arguments; nil when they make no sense.
    init?(_ arguments: [String]) {
        var rest = arguments[...]
        while let name = rest.popFirst() {
            guard let value = rest.popFirst() else { return nil }
            switch (name, Int(value)) {
            case ("--seed", let number?) where number >= 0: seed = UInt64(number)
            case ("--states", let number?): states = number
            case ("--seconds", let number?): seconds = number
            case ("--workers", let number?) where number > 0: workers = number
            case ("--worker", let number?): worker = number
            case ("--per-trace", let number?): perTrace = number
            case ("--shrink", let number?): shrinks = number != 0
            case ("--fixtures", _): fixtures = value
            case ("--replay", _): replay = value
            case ("--set", _): choices = value
            default: return nil
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
