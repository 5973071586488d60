// SPDX-License-Identifier: MIT
// One run: the steps, and what each of them cost.

import Blkfront
import BlkfrontVFS
import BlockIO
import CSQLite
import DiskVolume
import Unikernel
import XenSimulation

/// What went wrong, in words.
struct Trouble: Error, CustomStringConvertible {
    let description: String
    init(_ description: String) { self.description = description }
}

/// A run with one kind of backend.
final class Session: @unchecked Sendable {  // the simulation runs one thread at a time
    private static let chunkSize = 31

    private let kind: Kind
    private var costs: [(step: String, cost: Cost)] = []

    init(_ kind: Kind) { self.kind = kind }

    /// Has the steps done in a domain.
    func run() throws {
        // The pool is SQLite's for as long as the program runs; nobody waits for xenstored to see the watch go.
        try Simulation.check(
            seed: 1,
            accepting: { leak in
                switch leak {
                case .pages(_, _, let count): count == Self.chunkSize + 1
                case .other: true
                default: false
                }
            }
        ) { simulation in
            let toolstack = SimulatedToolstack(in: simulation)
            let guest = try simulation.start()
            _ = try toolstack.serve(guest)
            let disk = SimulatedDisk(blockCount: 8_192, seed: 1)
            let backend = SimulatedBlockBackend(
                disk, for: guest,
                BlockOffer {
                    $0.isTrusted = kind.isTrusted
                    $0.persistent = kind.isPersistent
                    $0.indirectSegments = 32
                }, by: toolstack)
            try simulation.run(in: guest, limit: .max) { [self] domain in
                try steps(domain)
            }
            guard backend.violations.isEmpty else { throw Trouble("\(backend.violations)") }
        }
    }

    private func steps(_ domain: Domain) throws {
        let device = try domain.disk("xvda")
        defer {
            device.close()
            domain.grants.reclaim()
        }
        let machine = domain.machine
        let pool = unsafe PagePool(
            limit: 512, chunkSize: Self.chunkSize,
            source: PagePool.Source {
                unsafe machine.allocatePages($0)
            } deallocate: {
                unsafe machine.deallocatePages($0, $1)
            })
        try PageCache.install(pool)
        try Volume.format(device, identity: (1, 2))
        let volume = try Volume(on: device) { machine.randomWord() }
        volume.share(pool)
        try withVFS(volume, machine, VFSOptions(usesCommitLog: false)) { try journals(volume) }
        try withVFS(volume, machine, VFSOptions()) { try batches(volume) }
        guard pool.takenCount == 0, pool.retiredCount == 0, pool.heldCount == 0 else {
            throw Trouble(
                "pages of the pool are lost: \(pool.takenCount), \(pool.retiredCount), \(pool.heldCount)"
            )
        }
    }

    private func withVFS(
        _ volume: Volume, _ machine: any Machine, _ options: VFSOptions, _ body: () throws -> Void
    ) throws {
        let vfs = try VolumeVFS.register(
            volume, asDefault: true, options: options,
            environment: VFSEnvironment(
                now: { 0 }, random: { machine.randomWord() }, sleep: { _ in }))
        defer { vfs.unregister() }
        try body()
    }

    /// Reads, and commits as they are without batches.
    private func journals(_ volume: Volume) throws {
        var database = try Database("data")
        try database.run(
            """
            CREATE TABLE note (id INTEGER PRIMARY KEY, body TEXT);
            WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 2000)
            INSERT INTO note SELECT i, printf('%0800d', i) FROM n
            """)
        database.close()
        database = try Database("data")
        _ = try database.run("SELECT count(*) FROM sqlite_schema")
        // Each leaf holds four rows; the root and this one's neighbours are not next to each other.
        try measure("point read, cold", volume) {
            for row in [1500, 300, 1100, 700, 1900, 500] {
                try database.expect("SELECT id FROM note WHERE id = \(row)", "\(row)")
            }
        }
        database.close()
        database = try Database("data")
        try measure("scan, cold", volume) {
            try database.expect("SELECT count(*), sum(length(body)) FROM note", "2000|1600000")
        }
        try measure("scan, again", volume) {
            try database.expect("SELECT sum(length(body)) FROM note WHERE id <= 400", "320000")
        }
        database.close()
        database = try Database("data")
        try measure("scan, warm pool", volume) {
            try database.expect("SELECT count(*), sum(length(body)) FROM note", "2000|1600000")
        }
        for mode in ["DELETE", "WAL", "MEMORY"] {
            try database.run("PRAGMA journal_mode = \(mode)")
            try database.run("UPDATE note SET body = printf('%0800d', 1) WHERE id = 10")
            try measure("commit, \(mode)", volume) {
                try database.run("UPDATE note SET body = printf('%0800d', 2) WHERE id = 10")
            }
        }
        try database.run("PRAGMA journal_mode = DELETE")
        try database.expect("PRAGMA integrity_check", "ok")
        database.close()
    }

    /// Commits as batches of the commit log, on a warm connection. Each row has a page of its own.
    private func batches(_ volume: Volume) throws {
        let database = try Database("batches")
        try database.run(
            """
            CREATE TABLE note (id INTEGER PRIMARY KEY, round INTEGER, body BLOB);
            WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 300)
            INSERT INTO note SELECT i, 0, zeroblob(3000) FROM n
            """)
        func change(_ count: Int) throws {
            try database.run("UPDATE note SET round = round + 1 WHERE id <= \(count)")
        }
        for mode in ["durable", "ordered"] {
            try database.run("PRAGMA commit_mode = \(mode)")
            for count in [1, 11] {
                try change(count)
                try database.run("PRAGMA flush")
                // What is ordered is sent later, and counted by a flush, which lends nothing.
                try measure("\(mode) batch of \(count)", volume) {
                    try change(count)
                    try database.run("PRAGMA flush")
                }
            }
        }
        // The log has room for 2 × 256; what is not changed again is checkpointed.
        try database.run("PRAGMA commit_mode = durable")
        try measure("600 batches of 1", volume) {
            for round in 0..<600 {
                try database.run(
                    "UPDATE note SET round = round + 1 WHERE id = \(1 + round * 37 % 300)")
            }
        }
        try database.expect("SELECT sum(round) FROM note", "\(4 + 44 + 600)")
        try database.expect("PRAGMA integrity_check", "ok")
        database.close()
    }

    private func measure(
        _ step: String, _ volume: Volume, _ body: () throws -> Void
    ) throws {
        func counters() -> BlockCounters {
            var counters = volume.device.counters
            counters.copiedBytes += volume.copiedBytes
            return counters
        }
        let before = counters()
        try body()
        let after = counters()
        costs.append(
            (
                step,
                Cost(
                    blocks: after.segments - before.segments,
                    copied: (after.copiedBytes - before.copiedBytes) / UInt64(blockSize),
                    grants: after.grants - before.grants)
            ))
    }

    /// Prints the costs; false when one is higher than it may be.
    func report() -> Bool {
        var isWell = true
        for (step, cost) in costs {
            var line = "\(kind.name)\t\(step)\t\(cost.blocks)\t\(cost.copied)\t\(cost.grants)"
            // A step without a limit is one that somebody forgot.
            let limit = kind.limits[step] ?? Cost(blocks: 0, copied: 0, grants: 0)
            if cost.copied > limit.copied || cost.grants > limit.grants
                || cost.blocks > limit.blocks
            {
                line += "\tTOO MUCH, at most \(limit)"
                isWell = false
            }
            // Where everything is copied, a count that is too small has missed something.
            if !kind.isTrusted, cost.copied < limit.copied {
                line += "\tTOO LITTLE: something was copied that was not counted, or went uncopied"
                isWell = false
            }
            print(line)
        }
        return isWell
    }
}
