// SPDX-License-Identifier: MIT

/// What must be so of the guest Load.
extension GuestResult {
    /// What it printed over its boots.
    package var load: LoadHistory { LoadHistory(console: console) }

    /// It must have ended as expected, and lost and invented nothing.
    package func mustKeep() throws(LabError) { try mustEnd(without: load.faults) }

    /// The same, but the last transactions may be lost. The guest itself sees that no others are.
    package func mustKeepOrder() throws(LabError) {
        try mustEnd(without: load.faultsBesidesLosses)
    }

    private func mustEnd(without faults: [LoadHistory.Fault]) throws(LabError) {
        try mustEndAsExpected()
        guard faults.isEmpty else {
            throw .load(guest: name, faults: faults, lastLines: lastLines)
        }
    }

    /// It must have lost what it called durable.
    package func mustLose() throws(LabError) {
        guard !load.losses.isEmpty else {
            throw .lostNothing(guest: name, summary: load.summary)
        }
    }
}
