// SPDX-License-Identifier: MIT

/// What went wrong in a lab, or with a guest in it.
package enum LabError: Error, CustomStringConvertible {
    /// A file that must be built first.
    case absent(path: String, remedy: String)
    /// A file could not be read or written, or a program not be started.
    case system(String)
    /// A program failed.
    case failed(command: String, status: Int32, lastLines: String)
    /// The lab itself failed. These are its last lines.
    case trouble(String)
    /// No guest of the lab has this name.
    case unknownGuest(String)
    /// A guest ended otherwise.
    case ended(guest: String, as: Ending, expected: Ending, lastLines: String)
    /// A guest, or its script in dom0, ended otherwise than the lab was told.
    case endedOtherwise(guest: String, ending: Ending, script: String, lastLines: String)
    /// What a guest left in xenstore for the toolstack begins with something else.
    case left(guest: String, note: String, expected: String, lastLines: String)
    /// A guest did not print a text.
    case didNotPrint(guest: String, text: String, lastLines: String)
    /// A guest did not prove a single fact.
    case provedNothing(guest: String, lastLines: String)
    /// A guest lost or invented entries of its load.
    case load(guest: String, faults: [LoadHistory.Fault], lastLines: String)
    /// A guest was to lose entries of its load, and lost none.
    case lostNothing(guest: String, summary: String)
    /// A guest did not print consecutive numbers.
    case didNotCount(guest: String, printed: [String])

    package var description: String {
        switch self {
        case .absent(let path, let remedy): "there is no \(path): \(remedy)"
        case .system(let what): what
        case .failed(let command, let status, let lines):
            "\(command) ended with status \(status):\n\(lines)"
        case .trouble(let lines): "the lab failed:\n\(lines)"
        case .unknownGuest(let name): "no guest is called '\(name)'"
        case .ended(let guest, let ending, let expected, let lines):
            "\(guest) ended in \(ending.rawValue), not \(expected.rawValue):\n\(lines)"
        case .endedOtherwise(let guest, let ending, let script, let lines):
            "\(guest) ended in \(ending.rawValue). \(script)\n\(lines)"
        case .left(let guest, let note, let expected, let lines):
            "\(guest) left '\(note)' in xenstore, not '\(expected)':\n\(lines)"
        case .didNotPrint(let guest, let text, let lines):
            "\(guest) did not print '\(text)', but:\n\(lines)"
        case .provedNothing(let guest, let lines): "\(guest) proved nothing:\n\(lines)"
        case .load(let guest, let faults, let lines):
            "\(guest): \(faults.map(\.description).joined(separator: "; ")):\n\(lines)"
        case .lostNothing(let guest, let summary): "\(guest) lost nothing: \(summary)"
        case .didNotCount(let guest, let printed):
            "\(guest) does not count from 1 to 10 and on: \(printed.joined(separator: " "))"
        }
    }
}
