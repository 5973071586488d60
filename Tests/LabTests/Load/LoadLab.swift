// SPDX-License-Identifier: MIT
import Foundation
import LabSupport

extension Lab {
    /// The guest Load on each kind of disk and on unusable ones, and SQLite's speedtest1.
    static func load(_ unusable: UnusableDisks) -> Lab {
        Lab(
            "load",
            guests: kinds + failures + once + refused(unusable) + Speedtest.all.map(\.guest))
    }

    /// Each kind of disk: two boots, the second of which is counted from both ends.
    private static let kinds = [
        boots("loop", "stop=80", disk: Disk("xvda", megabytes: 8), script: "again"),
        boots(
            "loop-rollback", "stop=80 journal=rollback", disk: Disk("xvda", megabytes: 8),
            script: "again-rollback"),
        boots(
            "null-cached", "stop=80",
            disk: Disk("xvda", megabytes: 8, kind: .null(["cache_size": 1])), script: "again"),
        boots(
            "null-bare", "stop=80", disk: Disk("xvda", megabytes: 8, kind: .null()),
            script: "again-volatile"),
        boots(
            "ram", "stop=80", disk: Disk("xvda", megabytes: 8, kind: .ram),
            script: "again-write-through"),
    ]

    private static let failures = [
        // Commits that wait for nothing may be lost, but the last ones only. That they are lost shows that these tests would
        // see it elsewhere: each of the first four boots loses 110 to 260 entries here. On a disk that takes 30 ms for a
        // transaction at a time, without `burst`, it lost none, for the guest was mostly at its console when it was
        // destroyed.
        boots(
            "ordered", "commit=ordered burst=20", disk: slow(milliseconds: 30, megabytes: 32),
            script: "ordered"),
        boots("full", "fill", disk: Disk("xvda", megabytes: 1), script: "verify"),
        boots(
            "full-rollback", "fill journal=rollback", disk: Disk("xvda", megabytes: 1),
            script: "verify"),
        // A disk that fails in the middle of the load, and then works again.
        boots("failing", disk: slow(milliseconds: 5, megabytes: 32), script: "failing"),
        boots("read-only", "stop=40", disk: Disk("xvda", megabytes: 8), script: "read-only"),
    ]

    private static let once: [Guest] = [
        .load("ticking", "tick stop=40", disks: [slow(milliseconds: 100, megabytes: 8)]),
        .load("names", "names", disks: [Disk("xvda", megabytes: 8)]),
        .load("no-disk", disks: []),
    ]

    private static func refused(_ unusable: UnusableDisks) -> [Guest] {
        UnusableDisks.names.map {
            let content = Disk.Content.copy(of: unusable.image($0))
            return .load(
                $0, disks: [Disk("xvda", megabytes: 2, content: content, isKept: true)])
        }
    }

    private static func boots(
        _ name: String, _ words: String = "", disk: Disk, script: String
    ) -> Guest {
        .load(
            name, words, disk: disk,
            script: Checkout.scripts("load").appending(path: "\(script).dom0"))
    }

    /// A disk with a cache that takes so long for each request.
    private static func slow(milliseconds: Int, megabytes: Int) -> Disk {
        let attributes = [
            "cache_size": 1, "irqmode": 2, "completion_nsec": milliseconds * 1_000_000,
        ]
        return Disk("xvda", megabytes: megabytes, kind: .null(attributes))
    }
}
