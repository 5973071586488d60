// Where the people come from: lines of `Name <mail>`.

/// The contacts of a text, and the lines that were none.
public struct ContactList: Sendable {
    /// The people in the order of their lines; one whose address comes twice is here twice.
    public private(set) var contacts: [Contact] = []
    /// The numbers of the lines that could not be read, counted from 1.
    public private(set) var malformed: [Int] = []

    /// Reads lines of UTF-8, as far as the first zero.
    ///
    /// - Parameter field: what the lines that count begin with; all count when there is none.
    public init(_ text: [UInt8], field: String = "") {
        let lines = text.prefix { $0 != 0 }
            .split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        for (index, line) in lines.enumerated() where line.starts(with: field.utf8) {
            let person = line.dropFirst(field.utf8.count)
            if person.isBlank { continue }
            if let contact = Contact(person) {
                contacts.append(contact)
            } else {
                malformed.append(index + 1)
            }
        }
    }
}
