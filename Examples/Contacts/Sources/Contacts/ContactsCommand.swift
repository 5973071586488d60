// The program of the paper, on real data: read people, save them, ask for them.
import AddressBook
import ArgumentParser
import Foundation
import OrmRuntime

@main
struct ContactsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "contacts",
        abstract: "Keeps the people of a list, or of the Debian package database, in a store.",
        discussion: """
            Prints how many people there are, how many have a mail address that contains a text, and \
            the five most frequent domains. The store afterwards holds the people of this run.
            """
    )

    /// Where dpkg keeps one paragraph for each package it knows (dpkg(1), FILES).
    private static let packageDatabase = "/var/lib/dpkg/status"

    @Argument(
        help: "A file of `Name <mail>` lines; without it, the maintainers of installed packages.")
    var file: String?

    @Option(help: "The file that holds the store.")
    var store = "contacts.db"

    @Option(name: .customLong("contains"), help: "The text to look for in mail addresses.")
    var part = "debian.org"

    func run() async throws {
        let path = file ?? Self.packageDatabase
        let text = try [UInt8](Data(contentsOf: URL(fileURLWithPath: path)))
        let list = ContactList(text, field: file == nil ? "Maintainer:" : "")
        for line in list.malformed {
            let message = "\(path):\(line): error: expected 'Name <mail>'\n"
            FileHandle.standardError.write(Data(message.utf8))
        }
        let book = try await AddressBook(store)
        try await book.replace(with: list)
        print(try await book.report(contains: part, malformed: list.malformed.count))
    }
}
