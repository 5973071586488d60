// Where the people come from: lines of `Name <mail>`.
import Foundation

/// The contacts of a file, and the lines that were none.
struct ContactSource {
    /// Where dpkg keeps one paragraph for each package it knows (dpkg(1), FILES).
    static let packageDatabase = "/var/lib/dpkg/status"

    let path: String
    private(set) var contacts: [Contact] = []
    /// The numbers of the lines that could not be read, counted from 1.
    private(set) var malformed: [Int] = []

    /// Reads a list of people, or the `Maintainer:` fields of the package database.
    init(file: String?) throws {
        path = file ?? Self.packageDatabase
        let text = try String(contentsOf: URL(fileURLWithPath: path), encoding: .utf8)
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        for (index, line) in lines.enumerated() {
            guard let person = file == nil ? Self.maintainer(line) : line, !person.isBlank else {
                continue
            }
            if let contact = Contact(person) {
                contacts.append(contact)
            } else {
                malformed.append(index + 1)
            }
        }
    }

    /// The value of a `Maintainer:` field; nil for any other line.
    private static func maintainer(_ line: Substring) -> Substring? {
        let field = "Maintainer:"
        return line.hasPrefix(field) ? line.dropFirst(field.count) : nil
    }

    func reportMalformedLines() {
        for line in malformed {
            let message = "\(path):\(line): error: expected 'Name <mail>'\n"
            FileHandle.standardError.write(Data(message.utf8))
        }
    }
}

extension Contact {
    /// Reads `Name <user@domain>`; nil when the line is not of that form.
    init?(_ line: Substring) {
        let text = line.trimmed
        guard text.last == ">", let open = text.lastIndex(of: "<") else { return nil }
        let mail = text[text.index(after: open)...].dropLast()
        let parts = mail.split(separator: "@", omittingEmptySubsequences: false)
        guard parts.count == 2, parts.allSatisfy({ !$0.isEmpty }),
            !mail.contains(where: \.isWhitespace)
        else { return nil }
        self.init(name: String(text[..<open].trimmed), mail: String(mail))
    }
}

extension Substring {
    var isBlank: Bool { allSatisfy(\.isWhitespace) }

    fileprivate var trimmed: Substring {
        let start = drop(while: \.isWhitespace)
        guard let end = start.lastIndex(where: { !$0.isWhitespace }) else { return "" }
        return start[...end]
    }
}
