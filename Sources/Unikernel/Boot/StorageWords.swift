// SPDX-License-Identifier: MIT
// The operator's storage options, as words of the command line:
//
//     disk=xvdb             the disk, by name or number; the first one by default
//     format                a disk with other contents is formatted; a volume is kept
//     read-only             opens the disk read-only
//     volatile-ok           a disk that promises no durability is accepted
//     assume-write-through  completed writes of a disk without flush and barrier are durable
//     commit=ordered        commits do not wait for the disk; a power cut may take the last ones
//     commit=durable        commits wait for the disk; the default
//     --                    later words are the program's alone
//
// Other words are the program's, except those that resemble one of these. Ignoring a mistyped
// `readonly`, for instance, would open the disk for writing.

import CompactStrings

/// The storage options of a command line.
package struct StorageWords: Equatable, Sendable {
    /// When a commit returns.
    package enum Commit: Sendable {
        case durable, ordered
    }

    /// An invalid or mistyped word in a command line.
    package struct Fault: Error {
        /// The mistake, and the word to use instead.
        package let text: String
    }

    /// The disk's name or number; nil for the first disk.
    package private(set) var disk: [UInt8]?
    package private(set) var formats = false
    package private(set) var isReadOnly = false
    package private(set) var allowsVolatile = false
    package private(set) var assumesWriteThrough = false
    /// When commits return; nil when the command line does not say.
    package private(set) var commit: Commit?

    /// Parses a command line of words separated by white space.
    @inline(never)
    package init(_ line: String) throws(Fault) {
        let bytes = XenstoreText.bytes(line)
        var start = 0
        for end in 0...bytes.count where end == bytes.count || bytes[end] <= UInt8(ascii: " ") {
            let word = bytes[start..<end]
            start = end + 1
            if word.isEmpty { continue }
            if "--" ~= word { return }
            try read(word)
        }
    }

    @inline(never)
    private mutating func read(_ word: ArraySlice<UInt8>) throws(Fault) {
        switch word {
        case "format": formats = true
        case "read-only": isReadOnly = true
        case "volatile-ok": allowsVolatile = true
        case "assume-write-through": assumesWriteThrough = true
        case "commit=ordered": try choose(.ordered)
        case "commit=durable": try choose(.durable)
        case _ where "disk=" ~= word.prefix(5): try choose(Array(word.dropFirst(5)))
        default: try refuseIfLike(word)
        }
    }

    private func refuseIfLike(_ word: ArraySlice<UInt8>) throws(Fault) {
        guard let meant = LikeWord.meant(by: word) else { return }
        throw Fault(
            text:
                "the command line says '\(String(bytes: word))': write '\(meant)'"
                + " if that is meant, or put the program's own words behind '--'")
    }

    private mutating func choose(_ other: Commit) throws(Fault) {
        guard commit == nil || commit == other else { throw Self.twice("commit=") }
        commit = other
    }

    private mutating func choose(_ name: [UInt8]) throws(Fault) {
        guard disk == nil || disk! == name else { throw Self.twice("disk=") }
        disk = name
    }

    private static func twice(_ key: String) -> Fault {
        Fault(text: "the command line says '\(key)' twice, and not the same")
    }
}

/// Words that resemble an option but are none.
private enum LikeWord {
    /// An option's letters, and its spelling.
    private struct Known {
        let letters: StaticString
        let spelling: StaticString
    }

    private static func known(_ index: Int) -> Known? {
        switch index {
        case 0: Known(letters: "readonly", spelling: "read-only")
        case 1: Known(letters: "ro", spelling: "read-only")
        case 2: Known(letters: "disk", spelling: "disk=NAME")
        case 3: Known(letters: "format", spelling: "format")
        case 4: Known(letters: "volatileok", spelling: "volatile-ok")
        case 5: Known(letters: "assumewritethrough", spelling: "assume-write-through")
        case 6: Known(letters: "commit", spelling: "commit=durable' or 'commit=ordered")
        default: nil
        }
    }

    /// Returns the spelling of the option that a word resembles; nil when it resembles none.
    static func meant(by word: ArraySlice<UInt8>) -> StaticString? {
        let key = word.prefix { $0 != UInt8(ascii: "=") && $0 != UInt8(ascii: ":") }
        var letters: [UInt8] = []
        for byte in key {
            let lower = byte | 0x20
            if lower >= UInt8(ascii: "a"), lower <= UInt8(ascii: "z") { letters.append(lower) }
        }
        var index = 0
        while let known = known(index) {
            // One mistake is allowed for every four letters.
            let count = known.letters.utf8CodeUnitCount
            let limit = count / 4
            if abs(count - letters.count) <= limit, mistakes(letters, known.letters) <= limit {
                return known.spelling
            }
            index += 1
        }
        return nil
    }

    /// Returns the edit distance, where swapping two neighbours counts as one (optimal string
    /// alignment).
    @inline(never)
    private static func mistakes(_ word: [UInt8], _ known: StaticString) -> Int {
        let count = known.utf8CodeUnitCount
        // SAFETY: a literal is never moved or freed; indices are below its length.
        let letters = unsafe known.utf8Start
        var beforeLast: [Int] = []
        var last: [Int] = []
        for column in 0...count { last.append(column) }
        for row in word.indices {
            var current = [row + 1]
            for column in 0..<count {
                let isSame = unsafe word[row] == letters[column]
                let change = last[column] + (isSame ? 0 : 1)
                var least = min(change, last[column + 1] + 1, current[column] + 1)
                if row > 0, column > 0, unsafe word[row] == letters[column - 1],
                    unsafe word[row - 1] == letters[column]
                {
                    least = min(least, beforeLast[column - 1] + 1)
                }
                current.append(least)
            }
            beforeLast = last
            last = current
        }
        return last[count]
    }
}

/// Compares bytes; comparing strings would link Unicode's tables.
@inline(never)
private func ~= (text: StaticString, word: ArraySlice<UInt8>) -> Bool {
    guard word.count == text.utf8CodeUnitCount else { return false }
    var place = word.startIndex
    for index in 0..<word.count {
        // SAFETY: a literal is never moved or freed, and has as many bytes as the word.
        if unsafe text.utf8Start[index] != word[place] { return false }
        place += 1
    }
    return true
}
