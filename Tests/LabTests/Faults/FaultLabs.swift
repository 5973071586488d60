// SPDX-License-Identifier: MIT
import Foundation
import LabSupport

extension Lab {
    /// Guests whose disks lose power, and one whose backend falls silent.
    static func powerCuts() async throws -> Lab {
        let files = try await CutFiles()
        let cut = try CutGuest.all.map {
            recorded(
                $0.name, $0.words, script: "cuts",
                files: try files.files(
                    for: $0.name,
                    [
                        "seed": "\($0.seed)\n",
                        "moments": $0.moments.map(\.line).joined(),
                    ]))
        }
        let others = [
            // It says of commits that nobody waited for that they are durable. The pause lets what it says be marked before
            // more is written.
            recorded(
                "liar", "commit=ordered pause=100",
                files: try files.files(for: "liar", ["seed": "\(FaultOptions.seed)\n"])),
            // It waits for a backend that does not answer, and costs nothing.
            recorded("silent", "stay pause=20"),
        ]
        return Lab("faults", guests: cut + others)
    }

    /// Guests that are moved, and whose backend goes away. They run one at a time, since the module of the backend is
    /// replaced, for which no other guest may have one.
    static let moves = Lab(
        "faults-moves", parallel: 1,
        guests: [
            recorded("moved", "pause=100"),
            recorded("unplugged", "journal=write-ahead pause=20"),
        ])

    /// The guest Load on a recorded disk.
    private static func recorded(
        _ name: String, _ words: String, script: String? = nil, files: [URL] = []
    ) -> Guest {
        .load(
            name, words,
            disk: Disk("xvda", megabytes: 8, kind: .recorded(log: 48), isKept: true),
            script: Checkout.scripts("faults").appending(path: "\(script ?? name).dom0"),
            files: [Checkout.file("Tests/StorageGuests/cuts.sh")] + files)
    }
}
