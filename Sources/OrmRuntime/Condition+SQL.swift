// A condition written as SQL. Values are always bound, never spelled into the text.
// SPDX-License-Identifier: MIT

extension Condition {
    /// Appends the condition to `text`.
    ///
    /// SQL's logic has three values, ours two. Where the condition is used as it stands the difference
    /// does not show, since WHERE drops unknown like false; under `NOT` it does, so there every test of
    /// a nullable column is guarded to be false rather than unknown.
    func write(to text: inout SQLText, columns: [Column], guarded: Bool = false) {
        switch self {
        case .test(let column, let test):
            let needsGuard = guarded && columns[column].isOptional && test.isUnknownForNull
            let name = quoted(columns[column].name)
            if needsGuard { text.open("(\(name) IS NOT NULL AND ") }
            test.write(to: &text, column: name)
            if needsGuard { text.close() }
        case .all(let parts):
            write(parts[...], joinedBy: " AND ", whenEmpty: "1", to: &text, columns, guarded)
        case .any(let parts):
            write(parts[...], joinedBy: " OR ", whenEmpty: "0", to: &text, columns, guarded)
        case .not(.test(let column, let test)):
            text.open("NOT (")
            Condition.test(column: column, test).write(to: &text, columns: columns, guarded: true)
            text.close()
        case .not(let part):
            text.sql += "NOT "
            part.write(to: &text, columns: columns, guarded: true)
        }
    }

    /// SQLite's trees lean to one side: `a OR b OR c …` is as high as it has parts, and 1,000 is the
    /// highest allowed (SQLITE_MAX_EXPR_DEPTH). Longer lists are therefore written in groups of these.
    private static let partsInARow = 32

    private func write(
        _ parts: ArraySlice<Condition>, joinedBy separator: String, whenEmpty: String,
        to text: inout SQLText, _ columns: [Column], _ guarded: Bool
    ) {
        guard !parts.isEmpty else {
            text.sql += whenEmpty
            return
        }
        text.open("(")
        var step = 1
        while step * Self.partsInARow < parts.count { step *= Self.partsInARow }
        var rest = parts
        while let first = rest.first {
            if rest.startIndex > parts.startIndex { text.sql += separator }
            if step == 1 {
                first.write(to: &text, columns: columns, guarded: guarded)
            } else {
                write(
                    rest.prefix(step), joinedBy: separator, whenEmpty: whenEmpty, to: &text,
                    columns,
                    guarded)
            }
            rest = rest.dropFirst(step)
        }
        text.close()
    }
}

extension Test {
    fileprivate var isUnknownForNull: Bool {
        switch self {
        case .isNull, .isNotNull: false
        case .oneOf(let values): !values.isEmpty
        default: true
        }
    }

    fileprivate func write(to text: inout SQLText, column: String) {
        switch self {
        case .equals: text.sql += "\(column) = ?"
        case .differs: text.sql += "\(column) <> ?"
        case .lessThan: text.sql += "\(column) < ?"
        case .atMost: text.sql += "\(column) <= ?"
        case .greaterThan: text.sql += "\(column) > ?"
        case .atLeast: text.sql += "\(column) >= ?"
        case .between: text.sql += "\(column) BETWEEN ? AND ?"
        case .oneOf(let values):
            // `IN ()` is false for every row, NULL included: an extension SQLite documents.
            text.sql += "\(column) IN (" + placeholders(values.count) + ")"
        case .contains: text.sql += "instr(\(column), ?) > 0"
        case .hasPrefix(let part):
            // A range rather than LIKE: it uses an index, is case-sensitive and knows no wildcards.
            text.sql +=
                part.upperBoundOfPrefix == nil
                ? "\(column) >= ?" : "(\(column) >= ? AND \(column) < ?)"
        case .hasSuffix(let part):
            // On blobs, because length() and substr() of text count characters and stop at a NUL.
            // substr(x, 0) would be everything, so an empty suffix only asks that there is a text.
            // IS and not =, because substr() of an empty blob is NULL.
            text.sql +=
                part.utf8.isEmpty
                ? "\(column) >= ?" : "substr(CAST(\(column) AS BLOB), ?) IS CAST(? AS BLOB)"
        case .isNull: text.sql += "\(column) IS NULL"
        case .isNotNull: text.sql += "\(column) IS NOT NULL"
        }
    }

    /// Appends the values in the order of the placeholders.
    func append(valuesTo values: inout [StoredValue]) {
        switch self {
        case .equals(let value), .differs(let value), .lessThan(let value), .atMost(let value),
            .greaterThan(let value), .atLeast(let value):
            values.append(value)
        case .between(let low, let high): values += [low, high]
        case .oneOf(let others): values += others
        case .contains(let part): values.append(.text(part))
        case .hasPrefix(let part):
            values.append(.text(part))
            if let bound = part.upperBoundOfPrefix { values.append(.text(bound)) }
        case .hasSuffix(let part):
            if !part.utf8.isEmpty { values.append(.integer(-Int64(part.utf8.count))) }
            values.append(.text(part))
        case .isNull, .isNotNull: break
        }
    }
}

extension String {
    /// The least text greater than every text that begins with this one, or nil when there is none.
    ///
    /// UTF-8 sorts like code points, so it is the prefix with its last scalar replaced by the next.
    var upperBoundOfPrefix: String? {
        var scalars = Array(unicodeScalars)
        while let last = scalars.popLast() {
            if let next = last.next {
                scalars.append(next)
                var bound = ""
                for scalar in scalars { bound.unicodeScalars.append(scalar) }
                return bound
            }
        }
        return nil
    }
}

extension Unicode.Scalar {
    /// The next scalar value; surrogates are not scalars and are skipped.
    fileprivate var next: Unicode.Scalar? {
        value == 0xD7FF ? Unicode.Scalar(0xE000 as UInt32) : Unicode.Scalar(value + 1)
    }
}

/// `?, ?, ?`
func placeholders(_ count: Int) -> String {
    var text = ""
    for index in 0..<count { text += index == 0 ? "?" : ", ?" }
    return text
}

/// An SQL identifier: quoted always, so reserved words need no list.
func quoted(_ name: String) -> String {
    var text = "\""
    for scalar in name.unicodeScalars {
        if scalar == "\"" { text += "\"" }
        text.unicodeScalars.append(scalar)
    }
    return text + "\""
}
