// What the program does with people: keep them and answer questions. The same on Linux and on Xen.
public import OrmRuntime

/// The people of one list, in a store.
public struct AddressBook: Sendable {
    private let db: Store

    /// Opens the store at a path, or makes it.
    ///
    /// - Throws: ``StoreError`` when it cannot be opened.
    public init(_ path: String) async throws(StoreError) {
        db = try await Contact.open(path)
    }

    /// Replaces everyone by the people of a list, all at once. Of those with one address the last
    /// one stays.
    ///
    /// - Throws: ``StoreError``; then everyone is there as before.
    public func replace(with list: ContactList) async throws(StoreError) {
        let contacts = list.contacts
        try await db.write { tx throws(StoreError) in
            try Contact.delete(from: tx, where: .all)
            try Contact.saveAll(contacts, in: tx)
        }
    }

    /// How many people there are, how many have a mail address that contains `part`, and the most frequent domains.
    ///
    /// - Parameter malformed: the lines that were skipped, if this run has read any.
    /// - Throws: ``StoreError`` when the store cannot be read.
    public func report(contains part: String, malformed: Int?) async throws(StoreError) -> String {
        let count = try await Contact.count(in: db)
        let found = try await Contact.get(from: db, mail: .contains(part))
        var text = "\(count) contacts"
        if let malformed { text += ", \(malformed) malformed lines skipped" }
        text += "\n\(found.count) with \(part) in the mail address\nMost frequent domains:"
        for domain in try frequentDomains().prefix(5) { text += "\n\(domain.count) \(domain.name)" }
        return text
    }

    /// Domains with the number of their contacts, the most frequent first, equals by name.
    private func frequentDomains() throws(StoreError) -> [(name: String, count: Int)] {
        var names: [String] = []
        try Contact.each(in: db) { contact throws(StoreError) in names.append(contact.domain) }
        names.sort { $0.utf8.lexicographicallyPrecedes($1.utf8) }
        var domains: [(name: String, count: Int)] = []
        for name in names {
            if let last = domains.last, last.name.utf8.elementsEqual(name.utf8) {
                domains[domains.count - 1].count += 1
            } else {
                domains.append((name, 1))
            }
        }
        // Sorting keeps the order of equals.
        return domains.sorted { $0.count > $1.count }
    }
}
