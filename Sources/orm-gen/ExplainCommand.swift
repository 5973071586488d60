// SPDX-License-Identifier: MIT
import ArgumentParser
import OrmGenCore

struct ExplainCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "explain",
        abstract: "Shows what each stage of the generator makes of the annotated types.",
        discussion: """
            For each type: the model (fields and their types), the plan (columns with their positions \
            and SQL types, keys, indexes) and the SQL of every prepared statement with its index.
            """
    )

    @OptionGroup var sources: SourceArguments

    func run() throws {
        print(Explanation.text(of: try sources.plan()), terminator: "")
    }
}
