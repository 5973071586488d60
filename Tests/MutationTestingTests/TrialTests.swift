// SPDX-License-Identifier: MIT
// Goal: a mutant counts as killed only when something noticed the fault.
// Method: what programs print and how they end, judged; and programs that end in each way, run.
import Foundation
import TestSupport
import Testing

@testable import MutationTesting

@Suite struct TrialTests {
    @Test(arguments: [
        (Killer.tests(filter: "A"), 0, "Test run with 3 tests passed", Verdict.survived),
        (.tests(filter: "A"), 0, "Test run with 0 tests", .invalid("no test fits")),
        (
            .tests(filter: "A"), 1, "x Test aPage() recorded an issue at A.swift:1",
            .killed(by: "aPage")
        ),
        (.tests(filter: "A"), 132, "Fatal error", .killed(by: "trap (132)")),
        (.tests(filter: "A"), 124, "", .killed(by: "endless loop")),
        (.tests(filter: "A"), 1, "no such option", .invalid("exit status 1: no such option")),
        (.tests(filter: "A"), 127, "", .invalid("the program cannot run (127)")),
        (.fuzzer("ring"), 0, "nothing is wrong", .survived),
        (.fuzzer("ring"), 1, "FAILED: ring, seed 3: trap", .killed(by: "ring, seed 3: trap")),
        (
            .fuzzer("ring"), 1, "FAILED: ring, seed 3: 1\nviolation: late",
            .killed(by: "violation: late")
        ),
        (.fuzzer("ring"), 2, "error", .invalid("exit status 2: error")),
        (.powerCuts(choices: ""), 0, "", .survived),
        (.powerCuts(choices: ""), 1, "failure\torder\tseed=3 x\ty", .killed(by: "order, seed=3 x")),
        (.powerCuts(choices: ""), 1, "usage", .invalid("exit status 1: usage")),
    ])
    func anEndingIsJudged(killer: Killer, status: Int, output: String, verdict: Verdict) {
        let trial = Trial(mutant: "m", number: 1, killer: killer, label: "m")
        #expect(trial.judge(status, output: output) == verdict)
    }

    /// A folder with a program that stands in for the tests, and behaves as the mutant's number says.
    @Test(arguments: [
        (0, Verdict.survived), (1, .killed(by: "aPage")), (2, .killed(by: "trap (134)")),
        (3, .killed(by: "endless loop")), (4, .killed(by: "endless loop")),
    ])
    func aProgramIsRunWithItsMutant(number: Int, verdict: Verdict) throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "trial-\(UUID())")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let program = folder.appending(path: "MiragePackageTests.xctest")
        try Checkout.link(program: "trial", at: program)
        var setting = TrialSetting(programs: folder, folder: folder)
        setting.seconds = 2
        let trial = Trial(mutant: "m", number: number, killer: .tests(filter: "A"), label: "m")
        let found = try trial.run(in: setting)
        #expect(found == verdict)
    }
}
