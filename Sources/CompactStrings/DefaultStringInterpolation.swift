// SPDX-License-Identifier: MIT
// String interpolation of which each piece is a call. The standard library's is inlined at each use, which was a third of
// a guest's code. A file that imports this module gets these functions for its `"\(...)"`: of two with the same signature
// the compiler prefers the one that is not the standard library's.
//
// They append through `write`, since `appendLiteral` would be this one.

extension DefaultStringInterpolation {
    /// Appends the text between two values.
    @inline(never) package mutating func appendLiteral(_ literal: String) { write(literal) }

    /// Appends a string as it is.
    @inline(never) package mutating func appendInterpolation(_ text: String) { write(text) }

    /// Appends a number in decimal digits.
    @inline(never) package mutating func appendInterpolation(_ number: Int64) {
        write(number.description)
    }

    /// Appends a number in decimal digits.
    @inline(never) package mutating func appendInterpolation(_ number: UInt64) {
        write(number.description)
    }

    /// Appends a number in decimal digits.
    package mutating func appendInterpolation(_ number: Int) { appendInterpolation(Int64(number)) }

    /// Appends a number in decimal digits.
    package mutating func appendInterpolation(_ number: Int32) {
        appendInterpolation(Int64(number))
    }

    /// Appends a number in decimal digits.
    package mutating func appendInterpolation(_ number: UInt32) {
        appendInterpolation(UInt64(number))
    }

    /// Appends the description of a value.
    package mutating func appendInterpolation(_ value: some CustomStringConvertible) {
        appendInterpolation(value.description)
    }
}
