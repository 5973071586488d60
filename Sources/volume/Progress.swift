// SPDX-License-Identifier: MIT
// Progress of long work: one line on stderr, if stderr is a terminal or the user asks for it.
import ArgumentParser
import Foundation

struct ProgressArguments: ParsableArguments {
    @Flag(
        inversion: .prefixedNo,
        help: "Whether to say on stderr how far the work is; by default when stderr is a terminal.")
    var progress: Bool?

    func line(_ what: String) -> ProgressLine {
        ProgressLine(
            what, isShown: progress ?? (isatty(FileHandle.standardError.fileDescriptor) == 1))
    }
}

/// A line that is rewritten until the work ends.
final class ProgressLine {
    private let what: String
    private let isShown: Bool
    private var percent: UInt64?

    init(_ what: String, isShown: Bool) {
        self.what = what
        self.isShown = isShown
    }

    func update(_ done: UInt64, of total: UInt64) {
        let now = total == 0 ? 100 : min(done, total) * 100 / total
        guard isShown, now != percent else { return }
        percent = now
        write("\r\(what): \(now) %")
    }

    func end() {
        if isShown, percent != nil { write("\n") }
    }

    private func write(_ text: String) {
        FileHandle.standardError.write(Data(text.utf8))
    }
}
