// SPDX-License-Identifier: MIT
// "Did you mean": the closest of several names, or none if all differ too much.

/// Returns the name with the smallest edit distance, at most about a third of the length.
package func closestName(to wrong: String, among names: [String]) -> String? {
    let limit = wrong.count < 4 ? 1 : max(2, wrong.count / 3)
    let ranked = names.map { (name: $0, edits: edits(Array(wrong), Array($0))) }
    guard let best = ranked.min(by: { $0.edits < $1.edits }), best.edits <= limit else {
        return names.first { asciiLowercased($0) == asciiLowercased(wrong) }
    }
    return best.name
}

/// Returns the edit distance: characters to insert, remove or replace.
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
