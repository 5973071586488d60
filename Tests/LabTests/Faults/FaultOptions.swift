// SPDX-License-Identifier: MIT
import Foundation
import TestSupport

/// What environment variables say about the power cuts.
enum FaultOptions {
    /// From which the moments of the power cuts follow, and what each takes from a disk: MIRAGE_SEED.
    static let seed = Seed.ofThisRun
    /// Power cuts in all: MIRAGE_CUTS.
    static let cuts = number("MIRAGE_CUTS") ?? 12
    /// States to look at in each boot after flushes, and as many between them: MIRAGE_SAMPLES.
    static let samples = number("MIRAGE_SAMPLES") ?? 30

    private static func number(_ variable: String) -> Int? {
        guard let text = ProcessInfo.processInfo.environment[variable] else { return nil }
        guard let number = Int(text), number > 1 else {
            preconditionFailure("\(variable) is '\(text)', not a number from 2 on")
        }
        return number
    }
}
