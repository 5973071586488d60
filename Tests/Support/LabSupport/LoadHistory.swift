// SPDX-License-Identifier: MIT

/// What the guest Load (Tests/StorageGuests) printed over all of its boots on one disk. What was acknowledged must be
/// there at the next boot, and nothing may be there that was not begun.
///
///     BOOT ...     a boot begins, maybe behind half a line of the boot before
///     BEGIN n      a transaction that ends with entry n begins
///     ACK n        it is durable
///     VERIFIED n   the store was found to hold the whole transactions up to entry n
///     CUT n        the power of its disk was cut, which has kept what was acknowledged up to entry n
package struct LoadHistory: Sendable {
    /// What must not be, and in which boot it was found.
    package enum Fault: Equatable, Sendable {
        /// An entry was acknowledged and is missing. Commits that wait for nothing may be lost.
        case lost(boot: Int, acknowledged: Int, last: Int)
        /// An entry is there whose transaction had not begun.
        case invented(boot: Int, begun: Int, last: Int)
        /// The guest itself says that something is wrong.
        case complaint(boot: Int, line: String)
        case nothingVerified
    }

    package private(set) var faults: [Fault] = []
    package private(set) var boots = 0
    private var verifications = 0
    private var acknowledgements = 0
    /// The last entry that was found in the store, that must be there, and that may be there.
    private var found = 0
    private var acknowledged = 0
    private var begun = 0

    package init(console: String) {
        for line in console.split(whereSeparator: \.isNewline) { read(line) }
        if verifications == 0 { faults.append(.nothingVerified) }
    }

    private mutating func read(_ line: Substring) {
        if line.contains("BOOT ") { boots += 1 }
        if line.hasPrefix("WRONG") || line.hasPrefix("crash:") {
            faults.append(.complaint(boot: boots, line: String(line)))
        } else if let entry = Self.entry(/CUT ([0-9]+)/, in: line) {
            acknowledged = max(entry, found)
        } else if let entry = Self.entry(/BEGIN ([0-9]+)/, in: line) {
            begun = entry
        } else if let entry = Self.entry(/ACK ([0-9]+)(?: TICKS [0-9]+)?/, in: line) {
            (acknowledged, begun) = (entry, entry)
            acknowledgements += 1
        } else if let entry = Self.entry(/VERIFIED ([0-9]+)/, in: line) {
            verify(entry)
        }
    }

    private mutating func verify(_ last: Int) {
        verifications += 1
        if last < acknowledged {
            faults.append(.lost(boot: boots, acknowledged: acknowledged, last: last))
        }
        if last > max(begun, found) {
            faults.append(.invented(boot: boots, begun: begun, last: last))
        }
        (found, acknowledged, begun) = (last, last, last)
    }

    /// The number of an entry, if all of a line is as it must be.
    private static func entry(_ pattern: Regex<(Substring, Substring)>, in line: Substring) -> Int?
    {
        line.wholeMatch(of: pattern).flatMap { Int($0.1) }
    }
}

extension LoadHistory {
    /// The faults that commits may have that wait for nothing.
    package var losses: [Fault] { faults.filter { $0.isLoss } }
    /// All others.
    package var faultsBesidesLosses: [Fault] { faults.filter { !$0.isLoss } }

    /// The boots, transactions and entries that there were.
    package var summary: String {
        "\(boots) boots, \(verifications) of them verified, "
            + "\(acknowledgements) transactions acknowledged, \(found) entries"
    }
}

extension LoadHistory.Fault: CustomStringConvertible {
    fileprivate var isLoss: Bool {
        if case .lost = self { true } else { false }
    }

    package var description: String {
        switch self {
        case .lost(let boot, let acknowledged, let last):
            "boot \(boot): entry \(acknowledged) was acknowledged, \(last) is the last"
        case .invented(let boot, let begun, let last):
            "boot \(boot): entry \(begun) was the last to be begun, \(last) is there"
        case .complaint(let boot, let line): "boot \(boot): \(line)"
        case .nothingVerified: "nothing was verified"
        }
    }
}
