// SPDX-License-Identifier: MIT

/// A literal default value of a stored property that SQL can express.
public enum Literal: Sendable, Hashable {
    /// `nil`, also the implicit value of an optional `var`.
    case `nil`
    /// `true` or `false`.
    case boolean(Bool)
    /// Decimal digits without separators, with a sign if there is one.
    case integer(String)
    /// A decimal floating-point literal as written, without separators.
    case float(String)
    /// The text of a string literal without interpolation, with escapes resolved.
    case string(String)
}
