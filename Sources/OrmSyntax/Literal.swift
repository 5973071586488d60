// SPDX-License-Identifier: MIT

/// A literal default value of a stored property, as far as SQL can repeat it.
public enum Literal: Sendable, Hashable {
    /// `nil`, which an optional `var` without an initial value has too.
    case `nil`
    /// `true` or `false`.
    case boolean(Bool)
    /// The digits as written, without separators, decimal, with a sign where there is one.
    case integer(String)
    /// A decimal floating-point literal as written, without separators.
    case float(String)
    /// The text of a string literal without interpolation, escapes resolved.
    case string(String)
}
