// SPDX-License-Identifier: MIT
// What the stores of the crash-state explorer hold: rows of a few bytes with an index, and rows of a few bytes to a few
// pages with a key that is no rowid.
import OrmRuntime

/// A short row.
@Persist
public struct Note: Equatable, Sendable {
    /// The key, which is the row identifier.
    @Key public var id: Int
    /// A small number, which notes share and which has an index.
    @Index public var kind: Int
    /// A few bytes.
    public var text: String

    /// Creates a note.
    public init(id: Int, kind: Int, text: String) {
        self.id = id
        self.kind = kind
        self.text = text
    }
}

/// A row of up to some pages.
@Persist
public struct Photo: Equatable, Sendable {
    /// The key, which is no row identifier.
    @Key public var name: String
    /// A few bytes up to some pages.
    public var bytes: [UInt8]
    /// A number that may be missing.
    public var rank: Int?

    /// Creates a photo.
    public init(name: String, bytes: [UInt8], rank: Int?) {
        self.name = name
        self.bytes = bytes
        self.rank = rank
    }
}
