// SPDX-License-Identifier: MIT
// Explains the most common link error: a program called something that guests do not have. The
// linker's own lines are shown unchanged, followed by this.

import Foundation

/// Explanations of undefined symbols.
enum LinkFailure {
    /// Returns notes on the linker's output; empty if there are none.
    static func explanation(_ printed: String) -> [String] {
        var seen: Set<String> = []
        var notes: [String] = []
        for line in printed.split(whereSeparator: \.isNewline) {
            guard let mark = line.range(of: "error: undefined symbol: ") else { continue }
            let symbol = String(line[mark.upperBound...])
            if seen.insert(symbol).inserted { notes.append("note: " + explanation(of: symbol)) }
        }
        return notes
    }

    private static func explanation(of symbol: String) -> String {
        if symbol == "main" {
            return "'main': the product has no '@main' type and no main.swift"
        }
        if let prefix = known.first(where: { symbol.hasPrefix($0.prefix) }) {
            return "'\(symbol)': \(prefix.words)"
        }
        if symbol.hasPrefix("$e") || symbol.hasPrefix("$s") {
            return
                "'\(symbol)' is Swift that Embedded Swift does not have, or of a module that was not built"
                + " for guests; 'swift demangle' says what it is"
        }
        return
            "'\(symbol)' is a C function that guests do not have: there is no C library in an image;"
            + " define it in a C target of the package, or do without"
    }

    private static let known: [(prefix: String, words: String)] = [
        (
            "mirage_",
            "this is the guest's own; the product must depend on the product 'Guest' of Mirage"
        ),
        ("__mirage_", "this is the layout's; is the SDK older than Mirage's sources?"),
        ("pthread_", "a guest has one virtual CPU and no threads; use tasks"),
        ("dispatch_", "a guest has no Dispatch; use tasks"),
        ("swift_task_", "this part of concurrency needs an executor that guests do not have"),
        ("_ZN", "a part of the C++ standard library, which guests do not have"),
        ("_ZS", "a part of the C++ standard library, which guests do not have"),
        ("__cxa_", "a part of the C++ runtime, which guests do not have"),
        (
            "swift_getTypeByMangledName",
            "casts and reflection at run time are not in Embedded Swift"
        ),
        ("swift_dynamicCast", "casts at run time are not in Embedded Swift"),
        (
            "sqlite3_",
            "SQLite is linked when it is asked for, with --sqlite full, lean or auto; only full has all of it"
        ),
    ]
}
