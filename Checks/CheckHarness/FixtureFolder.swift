// SPDX-License-Identifier: MIT
// What failed once, as text files in a folder: each run looks at them first, and adds what fails then.

import Glibc

package struct FixtureFolder {
    package let path: String

    package init(_ path: String) {
        self.path = path
    }

    /// The names of the fixtures, sorted.
    package var names: [String] {
        // SAFETY: the entry is valid until the next one is read, and its name ends with a zero.
        guard let directory = unsafe opendir(path) else { return [] }
        defer { unsafe closedir(directory) }
        var names: [String] = []
        while let entry = unsafe readdir(directory) {
            let name = unsafe withUnsafePointer(to: &entry.pointee.d_name) { pointer in
                unsafe pointer.withMemoryRebound(to: CChar.self, capacity: 256) {
                    unsafe String(cString: $0)
                }
            }
            if name.hasSuffix(".txt") { names.append(name) }
        }
        return names.sorted()
    }

    /// The path of a fixture.
    package func file(_ name: String) -> String { "\(path)/\(name)" }

    /// The lines of a fixture without comments, which begin with `#`.
    package func lines(of name: String) -> [Substring] {
        Self.lines(of: TextFile.read(file(name)) ?? "")
    }

    /// Adds a fixture that explains itself, and returns its path.
    package func add(_ name: String, comment: String, _ text: String) -> String {
        TextFile.write(file(name), "# \(comment)\n\(text)")
        return file(name)
    }

    /// The lines of a text without comments.
    package static func lines(of text: String) -> [Substring] {
        text.split(separator: "\n").filter { !$0.hasPrefix("#") }
    }
}
