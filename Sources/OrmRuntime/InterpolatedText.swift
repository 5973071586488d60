// SPDX-License-Identifier: MIT
// Text of a few pieces, for errors and SQL. Written like an interpolated string, but each piece is
// a function call. The standard library inlines its interpolation, which was a third of a guest's
// code.

struct InterpolatedText: ExpressibleByStringInterpolation {
    let text: String

    init(stringLiteral text: String) { self.text = text }

    init(stringInterpolation: StringInterpolation) { text = stringInterpolation.text }

    struct StringInterpolation: StringInterpolationProtocol {
        fileprivate var text = ""

        init(literalCapacity: Int, interpolationCount: Int) {}

        @inline(never) mutating func appendLiteral(_ literal: String) { text += literal }

        @inline(never) mutating func appendInterpolation(_ piece: String) { text += piece }

        @inline(never) mutating func appendInterpolation(_ number: Int64) {
            text += number.description
        }

        mutating func appendInterpolation(_ number: Int) { appendInterpolation(Int64(number)) }

        mutating func appendInterpolation(_ number: Int32) { appendInterpolation(Int64(number)) }

        mutating func appendInterpolation(_ items: [String]) { appendInterpolation(listed(items)) }
    }
}
