// SPDX-License-Identifier: MIT
// Makes a failing script smaller: leaves out acts, half of them at first, one at a time in the end, as long as it still
// fails. Each try is a process of its own.

import Glibc

enum Shrinker {
    /// How many tries a script gets.
    private static let tryLimit = 400

    static func shrink(_ script: Script, in folder: String) -> Script {
        var smallest = script
        var tries = 0
        var piece = max(script.acts.count / 2, 1)
        while true {
            var start = 0
            var hasShrunk = false
            while start < smallest.acts.count, tries < tryLimit {
                var candidate = smallest
                candidate.acts.removeSubrange(start..<min(start + piece, candidate.acts.count))
                tries += 1
                if fails(candidate, in: folder) {
                    smallest = candidate
                    hasShrunk = true
                } else {
                    start += piece
                }
            }
            if tries >= tryLimit || piece == 1 && !hasShrunk { return smallest }
            piece = max(piece / 2, 1)
        }
    }

    private static func fails(_ script: Script, in folder: String) -> Bool {
        let path = folder + "/shrinking.txt"
        Files.write(path, script.text)
        return Processes.run(["replay", path], output: folder + "/shrinking.out") != .well
    }
}
