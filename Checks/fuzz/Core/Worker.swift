// SPDX-License-Identifier: MIT
// The process in which worlds are played, one after the other. The script of the present world lies in a file, so that
// it is known when the process does not live to tell.

import CheckHarness
import Glibc
import SeededRandom

enum Worker {
    /// Seconds of the processor that one world may take: about a thousand times what it takes.
    static let patience: UInt32 = 20

    static func fuzzer(_ name: String) -> (any Fuzzer.Type)? {
        Fuzzers.all.first { $0.fuzzer.name == name }?.fuzzer
    }

    /// The seed of a world.
    static func seed(_ run: UInt64, _ fuzzer: String, _ world: UInt64) -> UInt64 {
        let name = fuzzer.utf8.reduce(0) { $0 &* 31 &+ UInt64($1) } as UInt64
        var random = SeededRandom(seed: run &+ name &* 0x1_0000_0001)
        return random.next() &+ world
    }

    /// Plays worlds from the `first` on until there were so many inputs.
    static func work(
        _ name: String, seed run: UInt64, first: UInt64, inputs: Int, scriptFile: String
    ) -> Never {
        guard let fuzzer = fuzzer(name) else { exit(2) }
        let file = TextFile.create(scriptFile)
        guard file >= 0 else { exit(2) }
        let tally = Tally()
        var world = first
        while tally.inputs < inputs {
            let script = fuzzer.script(seed: seed(run, name, world))
            TextFile.overwrite(file, script.text)
            play(script, fuzzer, tally)
            world += 1
        }
        for line in tally.counts.lines(Tally.word) { print(line) }
        exit(0)
    }

    /// Plays one script and ends the process if that comes to a violation.
    static func play(_ script: Script, _ fuzzer: any Fuzzer.Type, _ tally: Tally) {
        giveTime(patience)
        do throws(Violation) {
            try fuzzer.play(script, tally)
        } catch {
            print("violation: \(error)")
            exit(3)
        }
        giveTime(0)
    }

    /// Ends the process with SIGPROF when it has used this many seconds of the processor from now on, however busy the
    /// machine is, and with SIGALRM when it sleeps for long; 0 takes both limits away.
    private static func giveTime(_ seconds: UInt32) {
        let once = timeval(tv_sec: Int(seconds), tv_usec: 0)
        var timer = itimerval(it_interval: timeval(), it_value: once)
        // SAFETY: the timer is valid during the call.
        guard unsafe setitimer(Int32(ITIMER_PROF.rawValue), &timer, nil) == 0 else {
            preconditionFailure("setitimer refused \(seconds) s: \(errno)")
        }
        alarm(60 * seconds)
    }

    /// Plays the script in a file.
    static func replay(_ path: String) -> Never {
        guard let text = TextFile.read(path), let script = Script(text),
            let fuzzer = fuzzer(script.fuzzer)
        else {
            print("error: \(path) is not a script")
            exit(2)
        }
        let tally = Tally()
        tally.isTold = unsafe getenv("FUZZ_TRACE") != nil
        play(script, fuzzer, tally)
        for (name, count) in tally.counts.sorted { print("\(count) \(name)") }
        exit(0)
    }
}
