// SPDX-License-Identifier: MIT
import Foundation

/// The results of a lab.
package struct LabRun: Sendable {
    /// In the order of the lab's guests.
    package let guests: [GuestResult]

    init(of guests: [Guest], in folder: URL) throws(LabError) {
        var results: [GuestResult] = []
        for guest in guests {
            results.append(
                try GuestResult(of: guest.name, in: folder.appending(path: guest.name)))
        }
        self.guests = results
    }

    /// The result of a guest.
    package func guest(_ name: String) throws(LabError) -> GuestResult {
        guard let guest = guests.first(where: { $0.name == name }) else {
            throw .unknownGuest(name)
        }
        return guest
    }

    /// Every fact that a guest proved, a line each, with the guest's name. Empty if there is none.
    package var table: String {
        let rows = guests.sorted { $0.name < $1.name }.flatMap { guest in
            guest.facts.map {
                "  \(guest.name.padding(toLength: 12, withPad: " ", startingAt: 0)) \($0)"
            }
        }
        return rows.isEmpty
            ? "" : "facts proved on real Xen:\n\(rows.joined(separator: "\n"))\n"
    }
}
