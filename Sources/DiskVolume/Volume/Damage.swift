// SPDX-License-Identifier: MIT
// A place where a volume contradicts itself or its checksums.

public import BlockIO
import CompactStrings

/// A contradiction found on a disk.
public struct Damage: Equatable, Sendable {
    /// The contradiction, as a clause.
    public let what: StaticText
    /// The block where it was found, from the disk's first.
    public let block: UInt64
    /// The database it belongs to, if known.
    public let database: String?

    /// A contradiction at `block`.
    public init(_ what: StaticText, block: UInt64, database: String? = nil) {
        self.what = what
        self.block = block
        self.database = database
    }
}

extension Damage: CustomStringConvertible {
    /// For example `block 7, database 'contacts': why`.
    public var description: String {
        guard let database else { return "block \(block): \(what)" }
        return "block \(block), database '\(database)': \(what)"
    }
}
