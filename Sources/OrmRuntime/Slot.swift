// SPDX-License-Identifier: MIT

/// A statement whose place in the connection is known at compile time: running it needs no look-up.
public struct Slot: Sendable {
    /// The position in the connection's table of statements.
    public let index: Int
    public let sql: StaticString
    /// Whether the statement binds text or blobs, which SQLite copies and keeps until they are cleared.
    public let bindsBytes: Bool

    @inlinable
    public init(_ index: Int, _ sql: StaticString, bindsBytes: Bool = true) {
        self.index = index
        self.sql = sql
        self.bindsBytes = bindsBytes
    }
}

extension Slot {
    /// The first slots belong to the runtime; entities follow.
    public static let reserved = 7

    static var begin: Slot { Slot(0, "BEGIN") }
    static var beginImmediate: Slot { Slot(1, "BEGIN IMMEDIATE") }
    static var commit: Slot { Slot(2, "COMMIT") }
    static var rollback: Slot { Slot(3, "ROLLBACK") }
    static var savepoint: Slot { Slot(4, "SAVEPOINT orm") }
    static var release: Slot { Slot(5, "RELEASE orm") }
    static var rollbackTo: Slot { Slot(6, "ROLLBACK TO orm") }
}
