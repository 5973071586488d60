// SPDX-License-Identifier: MIT
// The words of a command line, taken one after the other.

/// A word that a program does not understand.
package struct BadArgument: Error, CustomStringConvertible {
    package var description: String

    package init(_ description: String) {
        self.description = description
    }
}

/// The words that are left of a command line.
package struct Arguments {
    private var rest: ArraySlice<String>

    package init(_ words: ArraySlice<String>) {
        rest = words
    }

    /// Takes the next word; nil at the end.
    package mutating func next() -> String? { rest.popFirst() }

    /// Takes the next word, which must be there.
    package mutating func word() throws(BadArgument) -> String {
        guard let word = rest.popFirst() else { throw BadArgument("a word is missing at the end") }
        return word
    }

    /// Takes the next word, which must be a number of at least `least`.
    package mutating func number<Number: FixedWidthInteger>(
        of type: Number.Type = Number.self, atLeast least: Number = .min
    ) throws(BadArgument) -> Number {
        let word = try word()
        guard let number = Number(word) else { throw BadArgument("'\(word)' is not a number") }
        guard number >= least else { throw BadArgument("\(number) is less than \(least)") }
        return number
    }
}
