// SPDX-License-Identifier: MIT
// What the stores of the crash-state explorer hold: rows of a few bytes with an index, and rows of a few bytes to a few
// pages with a key that is no rowid.
import OrmRuntime

/// A short row.
@Persist
public struct Note: Equatable, Sendable {
    @Key public var id: Int
    @Index public var kind: Int
    public var text: String

    public init(id: Int, kind: Int, text: String) {
        self.id = id
        self.kind = kind
        self.text = text
    }
}

/// A row of up to some pages.
@Persist
public struct Photo: Equatable, Sendable {
    @Key public var name: String
    public var bytes: [UInt8]
    public var rank: Int?

    public init(name: String, bytes: [UInt8], rank: Int?) {
        self.name = name
        self.bytes = bytes
        self.rank = rank
    }
}
