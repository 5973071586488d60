// SPDX-License-Identifier: MIT
// The command line. Each subcommand is a thin caller of OrmGenCore: files in, stages, text out.
import ArgumentParser
import OrmGenCore

@main
struct OrmGenCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "orm-gen",
        abstract: "Generates typed persistence code from Swift types annotated with @Persist.",
        discussion: """
            The OrmGen build plugin runs `orm-gen generate` for you; the other commands show what it \
            would do.

            EXAMPLES
              orm-gen explain Sources/App/Contact.swift    model, plan and SQL of one file
              orm-gen schema Sources/App                   the SQL that creates the tables
              orm-gen generate --output Out Sources/App    the Swift code itself

            Mistakes in the source are reported as file:line:column: error: message, all of them in \
            one run, and the exit code is then 1.
            """,
        version: generatorVersion,
        subcommands: [GenerateCommand.self, SchemaCommand.self, ExplainCommand.self]
    )
}
