// SPDX-License-Identifier: MIT
// Converts the linker's names to readable ones. The toolchain demangles Swift's in one run of its
// tool. Of C++ names, which the concurrency library has, only the words are kept, since their types
// are of no interest.

/// Demangles the linker's names.
struct Demangler {
    /// The path of `swift-demangle`.
    let tool: String
    /// Longer names are truncated, since specialisations can have thousands of letters.
    static let lengthLimit = 96

    /// Returns the readable name of each linker name.
    func readable(_ names: Set<String>) throws(GuestImageError) -> [String: String] {
        let names = names.filter { !$0.isEmpty && !$0.contains { $0.isNewline } }.sorted()
        guard !names.isEmpty else { return [:] }
        let text = try Command(tool, ["--simplified"]).output(
            input: names.joined(separator: "\n") + "\n")
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        guard lines.count == names.count + 1 else {
            throw GuestImageError(
                "'\(tool)' gave \(lines.count - 1) lines for \(names.count) names")
        }
        return Dictionary(
            uniqueKeysWithValues: zip(names, lines).map { name, line in
                (name, Self.shortened(Self.wordsOfCXX(name) ?? String(line)))
            })
    }

    static func shortened(_ name: String) -> String {
        name.count <= lengthLimit ? name : name.prefix(lengthLimit - 1) + "…"
    }

    /// Returns `swift::AsyncTask::run` for `_ZN5swift9AsyncTask3runEv` (Itanium C++ ABI 5.1: each
    /// word is preceded by its length), or nil for other names.
    static func wordsOfCXX(_ name: String) -> String? {
        guard name.hasPrefix("_Z") else { return nil }
        // Skips the prefixes: local, nested, constant, internal, a class's tables.
        var rest = Array(name.utf8.dropFirst(2).drop { !(0x30...0x39).contains($0) })[...]
        var words: [String] = []
        while true {
            let digits = rest.prefix { (0x30...0x39).contains($0) }
            guard let count = Int(String(decoding: digits, as: UTF8.self)),
                count > 0, count <= rest.count - digits.count
            else { break }
            rest = rest.dropFirst(digits.count)
            let word = String(decoding: rest.prefix(count), as: UTF8.self)
            if !word.hasPrefix("_GLOBAL__N") { words.append(word) }
            rest = rest.dropFirst(count)
        }
        return words.isEmpty ? nil : words.joined(separator: "::")
    }
}
