// SPDX-License-Identifier: MIT
// The command line.

import CheckHarness
import Glibc

struct Command {
    private var arguments: Arguments

    init(_ arguments: Arguments) {
        self.arguments = arguments
    }

    mutating func perform() throws(BadArgument) -> Never {
        switch arguments.next() {
        case "run":
            var run = Run(try options())
            exit(run.perform() ? 0 : 1)
        case "worker":
            try Worker.work(
                arguments.word(), seed: arguments.number(), first: arguments.number(),
                inputs: arguments.number(), scriptFile: arguments.word())
        case "replay": Worker.replay(try arguments.word())
        case "script":
            guard let fuzzer = Worker.fuzzer(try arguments.word()) else {
                throw BadArgument("there is no such fuzzer")
            }
            print(fuzzer.script(seed: try arguments.number()).text)
            exit(0)
        default: throw BadArgument("usage: fuzz run | replay FILE | script NAME SEED")
        }
    }

    private mutating func options() throws(BadArgument) -> RunOptions {
        var options = RunOptions()
        while let option = arguments.next() {
            switch option {
            case "--seed": options.seed = try arguments.number()
            case "--inputs": options.inputs = try arguments.number(atLeast: 0)
            case "--workers": options.workers = try arguments.number(atLeast: 1)
            case "--only":
                options.only = try arguments.word().split(separator: ",").map(String.init)
            case "--fixtures": options.fixtures = FixtureFolder(try arguments.word())
            case "--folder": options.folder = FixtureFolder(try arguments.word())
            case "--no-save": options.savesFixtures = false
            case "--no-shrink": options.shrinks = false
            default: throw BadArgument("there is no option \(option)")
            }
        }
        return options
    }
}
