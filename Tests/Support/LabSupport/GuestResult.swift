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
    /// What its scripts in dom0 printed.
    package let dom0: String
    /// The lines `key=value` of its file `result`.
    private let values: [Substring]

    init(of name: String, in folder: URL) throws(LabError) {
        self.name = name
        self.folder = folder
        console = try text(of: folder.appending(path: "console.log"))
        hypervisor = try text(of: folder.appending(path: "hypervisor.log"))
        dom0 = try text(of: folder.appending(path: "dom0.log"))
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
    package func disk(_ disk: String) -> URL { file("\(disk).img") }

    /// A file that its script in dom0 left to it.
    package func file(_ name: String) -> URL { folder.appending(path: name) }

    /// What follows a word in the last line of the console that begins with that word.
    package func last(_ word: String) -> String? {
        console.split(whereSeparator: \.isNewline).last { $0.hasPrefix("\(word) ") }
            .map { String($0.dropFirst(word.count + 1)) }
    }

    /// The facts that it stated and proved.
    package var facts: [String] {
        console.split(whereSeparator: \.isNewline)
            .filter { $0.hasPrefix("FACT ") && $0.hasSuffix(" HOLDS") }
            .map { String($0.dropFirst(5).dropLast(6)) }
    }

    /// The last lines of its logs.
    var lastLines: String {
        [dom0, console, hypervisor].map { $0.lastLines(20) }.filter { !$0.isEmpty }
            .joined(separator: "\n")
    }

    /// It must have ended as the lab was told, and its script in dom0 must not have failed.
    package func mustEndAsExpected() throws(LabError) {
        guard self["ok"] == "yes" else {
            throw .endedOtherwise(
                guest: name, ending: ending, script: self["script"] ?? "", lastLines: lastLines)
        }
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

    /// A line of its console must be this.
    package func mustPrint(line: String) throws(LabError) {
        guard console.split(whereSeparator: \.isNewline).contains(Substring(line)) else {
            throw .didNotPrint(guest: name, text: line, lastLines: lastLines)
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
