// SPDX-License-Identifier: MIT
// "Did you mean": the closest of several names, or none when all are far.

/// The name with the fewest edits from the wrong one, about a third of its length at most.
package func closestName(to wrong: String, among names: [String]) -> String? {
    let limit = wrong.count < 4 ? 1 : max(2, wrong.count / 3)
    let ranked = names.map { (name: $0, edits: edits(Array(wrong), Array($0))) }
    guard let best = ranked.min(by: { $0.edits < $1.edits }), best.edits <= limit else {
        return names.first { asciiLowercased($0) == asciiLowercased(wrong) }
    }
    return best.name
}

/// The number of characters to insert, remove or replace.
private func edits(_ left: [Character], _ right: [Character]) -> Int {
    var row = Array(0...right.count)
    for (i, character) in left.enumerated() {
        var diagonal = row[0]
        row[0] = i + 1
        for (j, other) in right.enumerated() {
            let replaced = diagonal + (character == other ? 0 : 1)
            diagonal = row[j + 1]
            row[j + 1] = min(replaced, row[j] + 1, diagonal + 1)
        }
    }
    return row[right.count]
}
