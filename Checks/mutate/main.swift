// SPDX-License-Identifier: MIT
// Mutation tests (Documentation/MutationTests.md). Checks/mutants.sh runs both commands, with the build between them.
import ArgumentParser
import Foundation
import MutationTesting

struct Mutate: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "mutate", abstract: "Tests the tests: with faults put into the sources.",
        subcommands: [Write.self, Run.self])
}

struct ListOption: ParsableArguments {
    @Option(help: "The list of mutants.")
    var list = "Checks/mutants.txt"

    func mutants() throws -> [Mutant] {
        try MutantList.parse(try String(contentsOfFile: list, encoding: .utf8), file: list)
    }
}

struct Write: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Writes the copy of the sources in which each mutant is a switch.")

    @OptionGroup var list: ListOption
    @Option(help: "The checkout.")
    var root = "."
    @Option(help: "Where the copy goes.")
    var output: String

    func run() throws {
        let mutants = try list.mutants()
        try Overlay(root: URL(filePath: root), output: URL(filePath: output)).write(
            mutants, list: list.list)
        print("\(mutants.count) mutants")
    }
}

struct Run: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Runs what is to kill each mutant; fails when one survives.")

    @OptionGroup var list: ListOption
    @OptionGroup var options: CampaignOptions
    @Option(help: "Seconds of the processor for a trial.")
    var seconds = 240
    @Argument(help: "Only mutants whose name, fault or killer holds one of these words.")
    var words: [String] = []

    func run() throws {
        let campaign = try options.campaign(seconds: seconds)
        let result = try campaign.run(try list.mutants()) { mutant in
            let text = "\(mutant.name) \(mutant.fault) \(mutant.killers)"
            return words.isEmpty || words.contains { text.contains($0) }
        }
        print("mutants that survived: \(result.survivors.count) of \(result.mutants)")
        for name in result.survivors { print("  \(name)") }
        guard result.mutants > 0 else { throw ValidationError("no mutant fits") }
        guard result.survivors.isEmpty else { throw ExitCode.failure }
    }
}

Mutate.main()
