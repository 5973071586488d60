// Who is kept, and how a line of text becomes one of them. Bytes are compared and not characters, which is enough
// for what is looked for here and leaves Unicode's tables out of a guest.
public import OrmRuntime

/// Someone with a mail address.
@Persist
public struct Contact: Sendable {
    /// The name before the address, without spaces around it; it may be empty.
    public var name: String
    /// The address, which tells people apart.
    @Key public var mail: String
}

extension Contact {
    /// What follows the last `@` of the address.
    public var domain: String {
        let bytes = Array(mail.utf8)
        let start = bytes.lastIndex(of: UInt8(ascii: "@")).map { $0 + 1 } ?? 0
        return String(decoding: bytes[start...], as: UTF8.self)
    }

    /// Reads `Name <user@domain>`; nil when the line is not of that form.
    init?(_ line: ArraySlice<UInt8>) {
        let text = line.trimmed
        guard text.last == UInt8(ascii: ">"),
            let open = text.lastIndex(of: UInt8(ascii: "<"))
        else { return nil }
        let mail = text[(open + 1)...].dropLast()
        let parts = mail.split(separator: UInt8(ascii: "@"), omittingEmptySubsequences: false)
        guard parts.count == 2, !parts[0].isEmpty, !parts[1].isEmpty,
            !mail.contains(where: { $0.isSpace })
        else { return nil }
        self.init(
            name: String(decoding: text[..<open].trimmed, as: UTF8.self),
            mail: String(decoding: mail, as: UTF8.self))
    }
}

extension ArraySlice<UInt8> {
    var isBlank: Bool { allSatisfy { $0.isSpace } }

    /// Without the spaces at both ends.
    fileprivate var trimmed: ArraySlice<UInt8> {
        var rest = drop { $0.isSpace }
        while let last = rest.last, last.isSpace { rest.removeLast() }
        return rest
    }
}

extension UInt8 {
    fileprivate var isSpace: Bool { self == 0x20 || (0x09...0x0d).contains(self) }
}
