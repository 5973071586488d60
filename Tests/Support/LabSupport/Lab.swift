// SPDX-License-Identifier: MIT
// Guests on real Xen, in the lab of Tools/xenlab.
import Foundation

/// Guests that run in one boot of the lab: Xen, a Linux dom0 and its block backend, in an emulator.
package struct Lab: Sendable {
    /// The name of its folder under `.build/lab`.
    package var name: String
    package var guests: [Guest]
    /// A folder with scripts for dom0, which have the names of guests.
    package var scripts: URL?
    /// How many groups of guests run at the same time.
    package var parallel: Int

    package init(_ name: String, scripts: URL? = nil, parallel: Int = 2, guests: [Guest]) {
        self.name = name
        self.scripts = scripts
        self.parallel = parallel
        self.guests = guests
    }

    /// Whether tests may boot guests, which takes minutes and needs images.
    package static let isWanted = ProcessInfo.processInfo.environment["MIRAGE_LAB"] == "1"

    static let tools = Checkout.file("Tools/xenlab")

    /// Boots the lab, runs all guests to their ends and reads the results. A guest that ends otherwise than expected is
    /// for the tests to judge.
    package func run() async throws(LabError) -> LabRun {
        let folder = Checkout.file(".build/lab/\(name)")
        try describe(in: folder)
        let results = folder.appending(path: "out")
        let progress = Progress(of: self, events: results.appending(path: "events.log"))
        progress.say("booting Xen with \(guests.count) guests; logs in \(results.path)")
        let reader = Task { await progress.show() }
        defer { reader.cancel() }
        // Foundation gives a child a process group of its own, so the signal that ends the tests does not reach it.
        let outcome = try await Command(
            Self.tools.appending(path: "run"),
            ["--quiet", "--with-parent", "--parallel", "\(parallel)", folder.path]
        ).run(log: folder.appending(path: "report.log"))
        // 1 is for guests that ended otherwise.
        guard [0, 1].contains(outcome.status) else { throw .trouble(outcome.output.lastLines(60)) }
        progress.say(outcome.output.lastLines(1))
        return try LabRun(of: guests, in: results)
    }

    /// Writes the run folder.
    private func describe(in folder: URL) throws(LabError) {
        let files = FileManager.default
        for guest in guests where !files.fileExists(atPath: guest.image.path) {
            throw .absent(
                path: guest.image.path, remedy: "Tests/lab-tests.sh --build builds images")
        }
        do {
            if files.fileExists(atPath: folder.path) { try files.removeItem(at: folder) }
            try files.createDirectory(at: folder, withIntermediateDirectories: true)
            for guest in guests {
                try Data(guest.description.utf8).write(
                    to: folder.appending(path: "\(guest.name).guest"))
                guard let script = guest.script else { continue }
                try files.copyItem(at: script, to: folder.appending(path: "\(guest.name).dom0"))
            }
            guard let scripts else { return }
            for script in try files.contentsOfDirectory(atPath: scripts.path) {
                try files.copyItem(
                    at: scripts.appending(path: script), to: folder.appending(path: script))
            }
        } catch {
            throw .system("cannot write the run folder \(folder.path): \(error)")
        }
    }
}

extension String {
    /// The last lines, of which the end of the text is none.
    func lastLines(_ count: Int) -> String {
        split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
            .reversed().drop(while: \.isEmpty).prefix(count).reversed().joined(separator: "\n")
    }
}
