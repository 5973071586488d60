// SPDX-License-Identifier: MIT
import Foundation
import LabSupport

/// Work for SQLite's speedtest1, in the guest Speedtest and on this machine, with SQLite from the same sources.
struct Speedtest: Sendable {
    /// That of the guest.
    let name: String
    private let options: String

    static let smallCache = Speedtest("small-cache", "--testset main --cachesize 40")

    /// With batches, with a cache so small that a journal is needed, and with a write-ahead log.
    static let all = [
        Speedtest("batches", "--testset main,cte,orm,fp"),
        smallCache,
        Speedtest("write-ahead", "--testset main --journal wal"),
    ]

    init(_ name: String, _ options: String, size: Int = 3) {
        self.name = name
        self.options = "--size \(size) --verify \(options)"
    }

    var guest: Guest {
        Guest(
            name, image: Checkout.image("Speedtest"), commandLine: "\(options) speed",
            memory: 48, timeLimit: 240, disks: [Disk("xvda", megabytes: 64, isKept: true)])
    }

    /// The checksum of all answers, with their number, on this machine.
    func sumHere() async throws -> String? {
        let database = FileManager.default.temporaryDirectory.appending(path: "speed-\(UUID()).db")
        defer {
            for suffix in ["", "-journal", "-wal", "-shm"] {
                try? FileManager.default.removeItem(atPath: database.path + suffix)
            }
        }
        let said = try await Command(
            Checkout.file(".build/speedtest/speedtest1"),
            options.split(separator: " ").map(String.init) + [database.path]
        ).succeed()
        return Self.sum(in: said)
    }

    /// The checksum that speedtest1 printed.
    static func sum(in output: String) -> String? {
        output.firstMatch(of: /(?m)^Verification Hash: (.+)$/).map { String($0.1) }
    }
}

extension Speedtest: CustomStringConvertible {
    var description: String { name }
}
