// SPDX-License-Identifier: MIT
// Counts by name, which several processes keep and print, so that the one that started them adds them up.

/// Counts by name.
package struct Counts {
    package private(set) var byName: [String: Int] = [:]

    package init() {}

    /// A count; 0 of what was never counted.
    package subscript(name: String) -> Int { byName[name] ?? 0 }

    /// The counts by the order of their names.
    package var sorted: [(name: String, count: Int)] {
        byName.sorted { $0.key < $1.key }.map { (name: $0.key, count: $0.value) }
    }

    package mutating func add(_ name: String, _ count: Int = 1) {
        byName[name, default: 0] += count
    }

    /// The counts as lines that `take` reads with the same word.
    package func lines(_ word: String) -> [String] {
        byName.map { "\(word)\t\($0.value)\t\($0.key)" }
    }

    /// Adds the count of a line of another process; false when it is none, or has another word.
    package mutating func take(_ line: some StringProtocol, _ word: String) -> Bool {
        let fields = line.split(separator: "\t", maxSplits: 2)
        guard fields.count == 3, fields[0] == word, let count = Int(fields[1]) else { return false }
        add(String(fields[2]), count)
        return true
    }
}

/// A number at the end of a column.
package func column(_ number: Int, width: Int) -> String {
    let digits = "\(number)"
    return String(repeating: " ", count: max(width - digits.count, 0)) + digits
}
