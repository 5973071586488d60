// SPDX-License-Identifier: MIT

/// A statement whose index in the connection's table is known at compile time, so running it needs
/// no look-up.
public struct StaticStatement: Sendable {
    /// The index in the connection's table of statements.
    public let index: Int
    /// The SQL text.
    public let sql: StaticString
    /// Whether the statement binds text or blobs, of which SQLite keeps copies until they are
    /// cleared.
    public let bindsBytes: Bool

    /// For generated code: a statement of the runtime or of an entity.
    ///
    /// - Parameters:
    ///   - index: The index in the connection's table of statements, less than the schema's
    ///     ``StoreSchema/statementCount``.
    ///   - sql: One statement, with `?` for its values.
    ///   - bindsBytes: Whether it binds text or blobs, which are cleared after each run.
    @inlinable
    public init(_ index: Int, _ sql: StaticString, bindsBytes: Bool = true) {
        self.index = index
        self.sql = sql
        self.bindsBytes = bindsBytes
    }
}

extension StaticStatement {
    /// The number of the runtime's own statements, which have the first indexes.
    public static let reserved = 7

    static var begin: StaticStatement { StaticStatement(0, "BEGIN") }
    static var beginImmediate: StaticStatement { StaticStatement(1, "BEGIN IMMEDIATE") }
    static var commit: StaticStatement { StaticStatement(2, "COMMIT") }
    static var rollback: StaticStatement { StaticStatement(3, "ROLLBACK") }
    static var savepoint: StaticStatement { StaticStatement(4, "SAVEPOINT orm") }
    static var release: StaticStatement { StaticStatement(5, "RELEASE orm") }
    static var rollbackTo: StaticStatement { StaticStatement(6, "ROLLBACK TO orm") }
}
