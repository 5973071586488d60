// SPDX-License-Identifier: MIT
// The table names that SQLite and the runtime reserve.

/// The rule for a table's name, given or derived from the type's.
package enum TableNameRule {
    private static let reserved = ["sqlite_", "orm_"]

    package static func issue(for name: String, at location: SourceLocation) -> SchemaIssue? {
        if name.isEmpty || name.unicodeScalars.contains("\0") {
            return SchemaIssue(
                .invalidTableName,
                name.isEmpty ? "the table's name is empty" : "the table's name contains U+0000",
                suggestion: "name it after what it holds, such as \"people\"", at: location)
        }
        let lowered = asciiLowercased(name)
        guard let prefix = reserved.first(where: { lowered.starts(with: $0.utf8) }) else {
            return nil
        }
        return SchemaIssue(
            .reservedTableName, "table names that begin with '\(prefix)' are reserved",
            suggestion: "give another name with '@Persist(table:)'", at: location)
    }
}

/// Returns the form in which SQLite compares names: ASCII letters in lower case, other bytes
/// unchanged.
package func asciiLowercased(_ name: String) -> [UInt8] {
    name.utf8.map { (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0) ? $0 + 32 : $0 }
}
