// SPDX-License-Identifier: MIT
import Foundation

/// Tells who waits what happens in a lab.
struct Progress: Sendable {
    private let name: String
    private let count: Int
    private let events: URL

    init(of lab: Lab, events: URL) {
        name = lab.name
        count = lab.guests.count
        self.events = events
    }

    func say(_ line: String) {
        FileHandle.standardError.write(Data("lab \(name): \(line)\n".utf8))
    }

    /// Says what is new in the file of events, a line `SECONDS EVENT WORDS` each, until the task is cancelled.
    func show() async {
        var seen = 0
        var ended = 0
        while !Task.isCancelled {
            let lines = (try? text(of: events))?.split(separator: "\n") ?? []
            for line in lines.dropFirst(seen) {
                let words = line.split(separator: " ")
                switch words.dropFirst().first {
                case "up": say("Xen is up after \(words[0]) s")
                case "end" where words.count == 4:
                    ended += 1
                    say("\(words[2]): \(words[3]) after \(words[0]) s (\(ended) of \(count))")
                default: break
                }
            }
            seen = max(seen, lines.count)
            try? await Task.sleep(for: .seconds(1))
        }
    }
}
