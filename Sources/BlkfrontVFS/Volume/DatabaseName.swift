// SPDX-License-Identifier: MIT
// The only way from text to the name of a database. What passes here means the same database to whoever checks, opens or
// removes one, and nothing below looks at its letters again.

/// The name of a database on a volume: 1 to 128 bytes of UTF-8.
///
///     let name = try DatabaseName("contacts")
///     let database = try volume.open(name, create: true)
///
/// Slashes before a name are no part of it, as in a path that SQLite opens: `/data` is `data`. All other letters are taken
/// as they stand: there are no folders, and `file:data?mode=memory` is no URI but a name like any other.
public struct DatabaseName: Equatable, Sendable {
    /// The name as the volume stores it.
    public let text: String

    /// Takes a name from text.
    ///
    /// - Throws: ``VolumeError`` `badName` for a text that cannot be a name.
    public init(_ text: String) throws(VolumeError) {
        let bytes = text.utf8.drop { $0 == UInt8(ascii: "/") }
        guard (1...Descriptor.nameLimit).contains(bytes.count) else {
            throw .badName(.length(byteCount: bytes.count))
        }
        guard !bytes.contains(0) else { throw .badName(.zeroByte) }
        let memory: StaticString = ":memory:"
        guard bytes.count != memory.utf8CodeUnitCount || !Self.ends(bytes, with: memory) else {
            throw .badName(.inMemory)
        }
        guard !Self.ends(bytes, with: "-journal"), !Self.ends(bytes, with: "-wal") else {
            throw .badName(.log)
        }
        self.text = String(bytes)!
    }

    /// What to give to `sqlite3_open_v2`: with a slash in front SQLite takes no name for a URI or for one of its own.
    public var path: String { "/" + text }

    /// Whether two names are the same, byte for byte.
    public static func == (left: DatabaseName, right: DatabaseName) -> Bool {
        left.text.utf8.elementsEqual(right.text.utf8)
    }

    private static func ends(_ bytes: Substring.UTF8View, with suffix: StaticString) -> Bool {
        suffix.withUTF8Buffer { suffix in
            // SAFETY: a literal's bytes never move or go away.
            unsafe bytes.suffix(suffix.count).elementsEqual(suffix)
        }
    }
}

extension DatabaseName {
    /// Why a text is no name.
    public enum Fault: Equatable, Sendable {
        /// It has so many bytes, not 1 to 128.
        case length(byteCount: Int)
        /// It has a zero byte.
        case zeroByte
        /// It is `:memory:`, which SQLite stores nowhere.
        case inMemory
        /// It ends in `-journal` or `-wal`.
        case log
    }
}

extension DatabaseName.Fault: CustomStringConvertible {
    /// The reason in words.
    public var description: String {
        switch self {
        case .length(let count): "a database's name is 1 to 128 bytes of UTF-8, not \(count)"
        case .zeroByte: "a database's name has no zero byte"
        case .inMemory: "no database's name is ':memory:', which SQLite stores nowhere"
        case .log:
            "no database's name ends in -journal or -wal, which are its journal and its log"
        }
    }
}

extension DatabaseName: ExpressibleByStringLiteral {
    /// The name in a literal.
    ///
    /// - Precondition: the literal is a name.
    public init(stringLiteral text: String) {
        do throws(VolumeError) { try self.init(text) } catch {
            preconditionFailure("the literal is no database's name")
        }
    }
}

extension DatabaseName: CustomStringConvertible {
    /// The name.
    public var description: String { text }
}
