// SPDX-License-Identifier: MIT
// The command line.

import Glibc

struct Command {
    private var arguments: ArraySlice<String>

    init(_ arguments: ArraySlice<String>) {
        self.arguments = arguments
    }

    mutating func perform() -> Never {
        switch next() {
        case "run": run()
        case "worker":
            Worker.work(
                next(), seed: number(), first: number(), inputs: Int(number()), scriptFile: next())
        case "replay": Worker.replay(next(), isTold: true)
        case "script":
            guard let fuzzer = Worker.fuzzer(next()) else { complain("there is no such fuzzer") }
            print(fuzzer.script(seed: number()).text)
            exit(0)
        default: complain("usage: fuzz run | replay FILE | script NAME SEED")
        }
    }

    private mutating func run() -> Never {
        var options = RunOptions()
        while let option = arguments.popFirst() {
            switch option {
            case "--seed": options.seed = number()
            case "--inputs": options.inputs = Int(number())
            case "--workers": options.workers = Int(number())
            case "--only": options.only = next().split(separator: ",").map(String.init)
            case "--fixtures": options.fixtures = next()
            case "--folder": options.folder = next()
            case "--no-save": options.savesFixtures = false
            case "--no-shrink": options.shrinks = false
            default: complain("there is no option \(option)")
            }
        }
        var run = Run(options)
        exit(run.perform() ? 0 : 1)
    }

    private mutating func next() -> String { arguments.popFirst() ?? "" }

    private mutating func number() -> UInt64 {
        let text = next()
        guard let number = UInt64(text) else { complain("'\(text)' is not a number") }
        return number
    }

    private func complain(_ text: String) -> Never {
        print("error: \(text)")
        exit(2)
    }
}
