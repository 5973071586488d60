// The program of the paper, on real data: read people, save them, ask for them.
import ArgumentParser
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

    @Argument(
        help: "A file of `Name <mail>` lines; without it, the maintainers of installed packages.")
    var file: String?

    @Option(help: "The file that holds the store.")
    var store = "contacts.db"

    @Option(name: .customLong("contains"), help: "The text to look for in mail addresses.")
    var part = "debian.org"

    func run() async throws {
        let source = try ContactSource(file: file)
        source.reportMalformedLines()

        let contacts = source.contacts
        let db = try await Contact.open(store)
        try await db.write { tx in
            try Contact.delete(from: tx, where: .all)
            try Contact.saveAll(contacts, in: tx)
        }

        let count = try await Contact.count(in: db)
        let found = try await Contact.get(from: db, mail: .contains(part))
        print("\(count) contacts, \(source.malformed.count) malformed lines skipped")
        print("\(found.count) with \(part) in the mail address")
        print("Most frequent domains:")
        for (domain, count) in try frequentDomains(in: db).prefix(5) {
            print("\(count) \(domain)")
        }
    }

    /// Domains with the number of their contacts, the most frequent first, equals by name.
    private func frequentDomains(in db: Store) throws -> [(domain: String, count: Int)] {
        var counts: [String: Int] = [:]
        try Contact.each(in: db) { counts[$0.domain, default: 0] += 1 }
        return counts.map { (domain: $0.key, count: $0.value) }
            .sorted { ($1.count, $0.domain) < ($0.count, $1.domain) }
    }
}
