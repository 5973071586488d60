// SPDX-License-Identifier: MIT
// Mutants that are made from the syntax of the sources (Documentation/MutationTests.md). Checks/made-mutants.sh runs both
// commands, with the build between them. A program of its own, since it takes swift-syntax, which `mutate` does without.
import ArgumentParser
import Foundation
import MutantSyntax
import MutationTesting

struct MadeMutants: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "made-mutants", abstract: "Tests the tests: with faults made of the sources.",
        subcommands: [Sample.self, Try.self])
}

struct SampleOptions: ParsableArguments {
    @Option(help: "Mutants at most.")
    var count = 500
    @Option(help: "The seed: the same one makes the same mutants.")
    var seed: UInt64 = 1
    @Option(help: "A file of numbers of mutants to leave out, since they do not compile.")
    var without: String
    @Option(help: "The checkout.")
    var root = "."
    @Option(parsing: .upToNextOption, help: "Modules.")
    var modules = [
        "BlockIO", "DiskVolume", "BlkfrontVFS", "XenRing", "Unikernel", "Blkfront", "OrmRuntime",
    ]

    func sample() throws -> MutantSample {
        let sources = try MutantSample.sources(of: modules, root: URL(filePath: root))
        return MutantSample(sources: sources, count: count, seed: seed)
    }

    func leftOut() -> Set<Int> {
        let text = (try? String(contentsOfFile: without, encoding: .utf8)) ?? ""
        return Set(text.split(separator: "\n").compactMap { Int($0) })
    }
}

struct Sample: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Makes mutants, and writes the copy of the sources that has them.")

    @OptionGroup var options: SampleOptions
    @Option(help: "Where the copy goes.")
    var output: String

    func run() throws {
        let sample = try options.sample()
        try Overlay(root: URL(filePath: options.root), output: URL(filePath: output))
            .write(sample, without: options.leftOut())
        print("\(sample.entries.count) mutants, \(options.leftOut().count) of them left out")
    }
}

struct Try: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Tries made mutants with the suites that come by them; fails below the goal.")

    @OptionGroup var options: SampleOptions
    @OptionGroup var trials: CampaignOptions
    @Option(help: "Percent that must be killed.")
    var goal = 90

    func run() throws {
        let campaign = try trials.campaign()
        let sample = try options.sample()
        let reach = try Reach.measure(in: campaign.setting)
        let result = try campaign.run(
            sample, without: options.leftOut(), reach: reach)
        let all = result.killed + result.survivors.count
        print("seed \(options.seed): killed \(result.killed) of \(all);", terminator: " ")
        print("no suite comes by \(result.unreached.count)")
        for name in result.survivors { print("  survived: \(name)") }
        guard result.killed * 100 >= goal * all else { throw ExitCode.failure }
    }
}

MadeMutants.main()
