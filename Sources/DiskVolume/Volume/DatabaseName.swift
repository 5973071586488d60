// SPDX-License-Identifier: MIT
// The only way from text to the name of a database. A name checked here means the same database in
// every call, and the layers below do not parse it again.

import CompactStrings

/// The name of a database on a volume: 1 to 128 bytes of UTF-8.
///
///     let name = try DatabaseName("contacts")
///     let database = try volume.open(name, create: true)
///
/// Leading slashes are dropped, as in a path that SQLite opens: `/data` is `data`. All other
/// characters are taken literally. There are no folders, and `file:data?mode=memory` is not a URI
/// but a plain name.
public struct DatabaseName: Equatable, Sendable {
    /// The name as the volume stores it.
    public let text: String

    /// Makes a name from text.
    ///
    /// - Throws: ``VolumeError`` `badName` if the text cannot be a name.
    public init(_ text: String) throws(VolumeError) {
        let bytes = text.bytes.drop { $0 == UInt8(ascii: "/") }
        guard (1...Descriptor.nameLimit).contains(bytes.count) else {
            throw .badName(.length(byteCount: bytes.count))
        }
        guard !bytes.contains(0) else { throw .badName(.zeroByte) }
        self.text = String(bytes: bytes)
        guard !self.text.isSame(as: ":memory:") else { throw .badName(.inMemory) }
        guard !self.text.hasByteSuffix("-journal"), !self.text.hasByteSuffix("-wal") else {
            throw .badName(.log)
        }
    }

    /// The path for `sqlite3_open_v2`. The leading slash keeps SQLite from taking the name for a
    /// URI or a special name.
    public var path: String { "/" + text }

    /// Whether two names are equal, byte for byte.
    public static func == (left: DatabaseName, right: DatabaseName) -> Bool {
        left.text.isSame(as: right.text)
    }
}

extension DatabaseName {
    /// The reason why a text is not a name.
    public enum Fault: Equatable, Sendable {
        /// It does not have 1 to 128 bytes.
        case length(byteCount: Int)
        /// It has a zero byte.
        case zeroByte
        /// It is `:memory:`, which SQLite does not store.
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
    /// Makes a name from a literal.
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
