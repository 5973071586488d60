// SPDX-License-Identifier: MIT
import ArgumentParser
import OrmGenCore

struct SchemaCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "schema",
        abstract: "Prints the SQL that creates the tables of the annotated types."
    )

    @OptionGroup var sources: SourceArguments

    func run() throws {
        print(Explanation.schema(of: try sources.plan()), terminator: "")
    }
}
