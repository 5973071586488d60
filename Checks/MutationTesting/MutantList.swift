// SPDX-License-Identifier: MIT
// Reads the list of mutants that were written by hand (Checks/mutants.txt, whose head has the format). A line that
// makes no sense is an error with its number: a mutant must not be lost.

/// What is wrong with a list of mutants, or with the sources that it fits no more.
package struct MutantError: Error, Equatable, CustomStringConvertible {
    package var file: String
    package var line: Int
    package var reason: String

    package var description: String { "\(file):\(line): error: \(reason)" }
}

package enum MutantList {
    /// The mutants of a list.
    ///
    ///     let mutants = try MutantList.parse(text, file: "Checks/mutants.txt")
    ///
    /// - Parameter file: what errors call the list.
    /// - Throws: ``MutantError`` for the first line that makes no sense.
    package static func parse(_ text: String, file: String) throws(MutantError) -> [Mutant] {
        var reader = Reader(file: file)
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            try reader.take(line)
        }
        return try reader.finish()
    }
}

private struct Reader {
    let file: String
    var number = 0
    var mutants: [Mutant] = []
    var source: String?

    mutating func take(_ line: Substring) throws(MutantError) {
        number += 1
        guard let kind = line.first, kind != "#" else { return }
        guard let space = line.firstIndex(of: " ") else { throw error("'\(line)' is incomplete") }
        let rest = String(line[line.index(after: space)...])
        switch line[..<space] {
        case "mutant": try begin(rest)
        case "@": source = rest
        case "-": try takeOld(rest)
        case "+": try takeNew(rest)
        case "!": try takeKiller(rest)
        default: throw error("a line begins with mutant, @, -, +, ! or #")
        }
    }

    mutating func finish() throws(MutantError) -> [Mutant] {
        try endMutant()
        return mutants
    }

    private func error(_ reason: String) -> MutantError {
        MutantError(file: file, line: number, reason: reason)
    }

    private mutating func begin(_ rest: String) throws(MutantError) {
        try endMutant()
        let parts = rest.split(separator: ":", maxSplits: 1)
        guard parts.count == 2, parts[1].first == " " else {
            throw error("a mutant has a name and a fault: mutant NAME: FAULT")
        }
        let name = String(parts[0])
        guard !mutants.contains(where: { $0.name == name }) else {
            throw error("there is a mutant '\(name)' already")
        }
        mutants.append(Mutant(name: name, fault: String(parts[1].dropFirst())))
        source = nil
    }

    /// The mutant that ends must have a change with the switch in it, and something that kills it.
    private func endMutant() throws(MutantError) {
        guard let last = mutants.last else { return }
        guard !last.changes.isEmpty else { throw error("mutant '\(last.name)' changes nothing") }
        guard !last.killers.isEmpty else { throw error("nothing is to kill '\(last.name)'") }
        for change in last.changes where !change.new.contains(where: { $0.contains(Change.marker) })
        {
            throw MutantError(
                file: file, line: change.line, reason: "the new text lacks '\(Change.marker)'")
        }
    }

    private mutating func takeOld(_ text: String) throws(MutantError) {
        guard let source, var last = mutants.popLast() else { throw error("no file stands before") }
        if last.changes.last.map({ $0.new.isEmpty && $0.file == source }) == true {
            last.changes[last.changes.count - 1].old.append(text)
        } else {
            last.changes.append(Change(file: source, old: [text], new: [], line: number))
        }
        mutants.append(last)
    }

    private mutating func takeNew(_ text: String) throws(MutantError) {
        guard let mutant = mutants.indices.last, let change = mutants[mutant].changes.indices.last
        else { throw error("no line stands before that it could replace") }
        mutants[mutant].changes[change].new.append(text)
    }

    private mutating func takeKiller(_ text: String) throws(MutantError) {
        guard let mutant = mutants.indices.last else { throw error("no mutant stands before") }
        let parts = text.split(separator: " ", maxSplits: 1).map(String.init)
        let argument = parts.count > 1 ? parts[1] : ""
        let (words, seed) = Self.seeded(argument)
        switch (parts.first, argument.isEmpty) {
        case ("cuts", _):
            mutants[mutant].killers.append(.powerCuts(choices: words, seed: seed))
        case ("fuzz", false):
            guard !words.isEmpty, !words.contains(" ") else {
                throw error("a fuzzer is FUZZER or FUZZER seed=NUMBER, not '\(argument)'")
            }
            mutants[mutant].killers.append(.fuzzer(words, seed: seed))
        case ("tests", false): mutants[mutant].killers.append(.tests(filter: argument))
        default: throw error("what kills is: cuts CHOICES, fuzz FUZZER or tests FILTER")
        }
    }

    /// The words without `seed=NUMBER`, and the number, which is 1 when none is said.
    private static func seeded(_ text: String) -> (words: String, seed: UInt64) {
        var words = text.split(separator: " ")
        for (index, word) in words.enumerated() where word.hasPrefix("seed=") {
            guard let seed = UInt64(word.dropFirst(5)) else { continue }
            words.remove(at: index)
            return (words.joined(separator: " "), seed)
        }
        return (text, 1)
    }
}
