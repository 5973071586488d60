// SPDX-License-Identifier: MIT
import Foundation

/// What became of a guest in the lab.
package struct GuestResult: Sendable {
    package let name: String
    package let ending: Ending
    /// Its results.
    private let folder: URL
    /// What it printed on Xen's console.
    package let console: String
    /// What it wrote to port 0xE9, and what Xen said about it.
    package let hypervisor: String
    /// The lines `key=value` of its file `result`.
    private let values: [Substring]

    init(of name: String, in folder: URL) throws(LabError) {
        self.name = name
        self.folder = folder
        console = try text(of: folder.appending(path: "console.log"))
        hypervisor = try text(of: folder.appending(path: "hypervisor.log"))
        values = try text(of: folder.appending(path: "result")).split(separator: "\n")
        let state = Self.value("state", in: values) ?? ""
        guard let ending = Ending(rawValue: state) else {
            throw .trouble("the lab says that \(name) ended in '\(state)'")
        }
        self.ending = ending
    }

    private static func value(_ key: String, in lines: [Substring]) -> String? {
        lines.first { $0.hasPrefix("\(key)=") }.map { String($0.dropFirst(key.count + 1)) }
    }

    /// A value of its result, such as `data/crash`.
    package subscript(key: String) -> String? { Self.value(key, in: values) }

    /// The content of a disk at its end, if that was to be kept.
    package func disk(_ disk: String) -> URL { folder.appending(path: "\(disk).img") }

    /// The facts that it stated and proved.
    package var facts: [String] {
        console.split(whereSeparator: \.isNewline)
            .filter { $0.hasPrefix("FACT ") && $0.hasSuffix(" HOLDS") }
            .map { String($0.dropFirst(5).dropLast(6)) }
    }

    /// The last lines of its logs.
    private var lastLines: String {
        (console.lastLines(20) + "\n" + hypervisor.lastLines(20)).lastLines(40)
    }

    /// It must have ended so.
    package func mustEnd(in expected: Ending) throws(LabError) {
        guard ending == expected else {
            throw .ended(guest: name, as: ending, expected: expected, lastLines: lastLines)
        }
    }

    /// It must have crashed and told the toolstack a reason that begins so.
    package func mustCrash(_ reason: String) throws(LabError) {
        try mustEnd(in: .crash)
        let note = self["data/crash"] ?? ""
        guard note.hasPrefix(reason) else {
            throw .left(guest: name, note: note, expected: reason, lastLines: lastLines)
        }
    }

    /// It must have printed this on its console.
    package func mustPrint(_ text: String) throws(LabError) {
        guard console.contains(text) else {
            throw .didNotPrint(guest: name, text: text, lastLines: lastLines)
        }
    }

    /// All of its facts must hold, and it must have at least one. A guest with a fact that does not hold panics.
    package func mustHold() throws(LabError) {
        try mustEnd(in: .poweroff)
        guard !facts.isEmpty else { throw .provedNothing(guest: name, lastLines: lastLines) }
    }

    /// It must have printed a word with numbers from 1 to 10 or more, none twice and none missing.
    package func mustCount(_ word: String) throws(LabError) {
        let numbers = console.split(whereSeparator: \.isNewline)
            .filter { $0.hasPrefix("\(word) ") }.map { String($0.dropFirst(word.count + 1)) }
        guard numbers.count >= 10, numbers == (1...numbers.count).map(String.init) else {
            throw .didNotCount(guest: name, printed: numbers)
        }
    }
}
