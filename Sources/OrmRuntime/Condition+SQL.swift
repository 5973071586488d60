// SPDX-License-Identifier: MIT
// Writes a test as SQL. Values are always bound, never written into the text.
// NormalCondition+SQL.swift writes the connectives.

internal import CompactStrings

extension Test {
    /// Writes the test or its negation. SQL's logic has three values, ours has two. `NOT` of a
    /// comparison is unknown for NULL, so the negation is written as "is not true (1)".
    func write(to text: inout String, column: Column, isNegated: Bool) {
        let name = quoted(column.name)
        switch (self, isNegated) {
        case (.isNull, false), (.isNotNull, true): text += "\(name) IS NULL"
        case (.isNotNull, false), (.isNull, true): text += "\(name) IS NOT NULL"
        case (_, false): write(to: &text, name)
        case (_, true):
            text += column.isOptional ? "(" : "NOT ("
            write(to: &text, name)
            text += column.isOptional ? ") IS NOT 1" : ")"
        }
    }

    private func write(to text: inout String, _ column: String) {
        switch self {
        case .equals: text += "\(column) = ?"
        case .differs: text += "\(column) <> ?"
        case .lessThan: text += "\(column) < ?"
        case .atMost: text += "\(column) <= ?"
        case .greaterThan: text += "\(column) > ?"
        case .atLeast: text += "\(column) >= ?"
        case .between: text += "\(column) BETWEEN ? AND ?"
        case .oneOf(let values):
            // `IN ()` is false for every row, including NULL: a documented SQLite extension.
            text += "\(column) IN (" + placeholders(values.count) + ")"
        case .contains: text += "instr(\(column), ?) > 0"
        case .hasPrefix(let part):
            // A range instead of LIKE: it uses an index, is case-sensitive and has no wildcards.
            text +=
                part.upperBoundOfPrefix == nil
                ? "\(column) >= ?" : "(\(column) >= ? AND \(column) < ?)"
        case .hasSuffix(let part):
            // On BLOBs, because length() and substr() of TEXT count characters and stop at a NUL.
            // substr(x, 0) would return everything, so an empty suffix only tests for TEXT. IS
            // instead of =, because substr() of an empty BLOB is NULL.
            text +=
                part.utf8.isEmpty
                ? "\(column) >= ?" : "substr(CAST(\(column) AS BLOB), ?) IS CAST(? AS BLOB)"
        // Written above.
        case .isNull, .isNotNull: break
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
    /// The least text greater than every text with this prefix, or nil if there is none.
    ///
    /// UTF-8 sorts by code point, so it is the prefix with its last scalar replaced by the next.
    var upperBoundOfPrefix: String? {
        var bytes = self.bytes
        while let last = bytes.popLastScalar() {
            guard let next = last.next else { continue }
            var bound = String(bytes: bytes)
            bound.unicodeScalars.append(next)
            return bound
        }
        return nil
    }
}

extension [UInt8] {
    /// Removes and returns the last scalar of text in UTF-8, or nil without one.
    fileprivate mutating func popLastScalar() -> Unicode.Scalar? {
        guard let first = lastIndex(where: { $0 & 0b1100_0000 != 0b1000_0000 }) else { return nil }
        // Of a first byte, as many bits are set as there are bytes, and then one is not.
        let isAlone = first == count - 1
        var value = UInt32(isAlone ? self[first] : self[first] & 0xFF >> UInt8(count - first + 1))
        for index in first + 1..<count { value = value << 6 | UInt32(self[index] & 0b0011_1111) }
        removeSubrange(first...)
        return Unicode.Scalar(value)
    }
}

extension Unicode.Scalar {
    /// The next Unicode scalar, skipping the surrogates.
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

/// Returns a quoted SQL identifier. Quoting always avoids a list of reserved words.
func quoted(_ name: String) -> String {
    "\"\(doubled("\"", in: name))\""
}

/// Returns the text with each quote doubled.
func doubled(_ quote: Unicode.Scalar, in text: String) -> String {
    var doubled = ""
    for scalar in text.unicodeScalars {
        if scalar == quote { doubled.unicodeScalars.append(scalar) }
        doubled.unicodeScalars.append(scalar)
    }
    return doubled
}
