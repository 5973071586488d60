// SPDX-License-Identifier: MIT
import Foundation
import LabSupport
import Testing

/// Every state that a power cut could have left on the recorded disk of a guest must be in order (Checks/replay).
func mustReplay(_ guest: GuestResult, _ options: String...) async throws {
    let outcome = try await replay(guest.logs, options)
    try #require(outcome.status == 0, "\(guest.name): \(outcome.output)")
    note(outcome.output)
}

/// In some of these states something must be lost, of which `replay` says this.
func mustFind(_ loss: String, in guest: GuestResult, _ options: String...) async throws {
    let outcome = try await replay(Array(guest.logs.prefix(6)), options)
    try #require(outcome.status == 1, "\(guest.name): \(outcome.output)")
    try #require(outcome.output.contains(loss), "\(guest.name)")
    note(String(outcome.output.split(whereSeparator: \.isNewline).last ?? ""))
}

private func replay(_ logs: [URL], _ options: [String]) async throws -> Command.Outcome {
    let output = FileManager.default.temporaryDirectory.appending(path: "replay-\(UUID())")
    defer { try? FileManager.default.removeItem(at: output) }
    return try await Command(
        Checkout.check("replay"),
        ["check", "samples=\(FaultOptions.samples)"] + options + logs.map(\.path)
    ).run(log: output)
}

extension GuestResult {
    /// The logs of its recorded disk, one of each boot that its script ended with a power cut.
    var logs: [URL] {
        Array(
            (1...).lazy.map { file("\($0).log") }
                .prefix { FileManager.default.fileExists(atPath: $0.path) })
    }
}
