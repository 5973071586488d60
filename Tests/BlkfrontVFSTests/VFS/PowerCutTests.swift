import BlockIO
import CSQLite
// Goal: after a power cut at any moment a store holds a prefix of its commits, with every one that was acknowledged
// as durable, and SQLite finds nothing wrong with it.
// Method: random transactions on a disk with a cache; before random steps of the disk, an image that a power cut
// could leave is kept; afterwards each is mounted, read, compared with the content after each commit, crashed again
// during its recovery, and written to.
import DiskVolume
import SeededRandom
import TestSupport
import Testing

@Suite struct PowerCutTests {
    /// What a power cut left, and which commits it must and may contain.
    struct Crash {
        var image: [UInt8]
        var acknowledged: Int
        var issued: Int
    }

    static let modes = ["DELETE", "TRUNCATE", "PERSIST", "WAL"]

    @Test(arguments: modes, Seed.range(1))
    func durableCommitsSurvive(journal: String, seed: UInt64) throws {
        try check(journal, commit: "durable", synchronous: "FULL", seed)
    }

    @Test(arguments: ["DELETE", "TRUNCATE", "PERSIST"], Seed.range(1))
    func durableCommitsSurviveWithoutExclusiveLocking(journal: String, seed: UInt64) throws {
        try check(journal, commit: "durable", synchronous: "FULL", seed, locking: "NORMAL")
    }

    @Test(arguments: modes, Seed.range(1))
    func orderedCommitsKeepTheirOrder(journal: String, seed: UInt64) throws {
        try check(journal, commit: "ordered", synchronous: "FULL", seed)
    }

    /// With a flush now and then, which makes everything before it durable.
    @Test(arguments: modes, Seed.range(2))
    func deferredCommitsKeepTheirOrder(journal: String, seed: UInt64) throws {
        try check(journal, commit: "gathered", synchronous: "FULL", seed)
    }

    @Test(arguments: Seed.range(2))
    func deferredTransactionsThatDoNotFitLeaveNothing(seed: UInt64) throws {
        try check(
            "WAL", commit: "gathered", synchronous: "FULL", seed, blockCount: 200, fills: true)
    }

    @Test(arguments: modes, Seed.range(1))
    func commitsWithoutSyncsKeepTheirOrder(journal: String, seed: UInt64) throws {
        try check(journal, commit: "durable", synchronous: "OFF", seed)
    }

    @Test(arguments: Seed.range(1))
    func commitsAtNormalKeepTheirOrder(seed: UInt64) throws {
        try check("WAL", commit: "durable", synchronous: "NORMAL", seed)
    }

    /// With the cache large enough there is a batch where the mode has no journal.
    @Test(arguments: [("durable", "FULL"), ("ordered", "FULL"), ("durable", "OFF")])
    func batchesNeedNoJournal(commit: String, synchronous: String) throws {
        for seed in Seed.range(1) {
            try check(
                "MEMORY", commit: commit, synchronous: synchronous, seed, blockCount: 6_000,
                cache: 500)
        }
    }

    /// A small log that swaps its halves often.
    @Test(arguments: ["durable", "ordered"], Seed.range(2))
    func batchesSurviveInASmallLog(commit: String, seed: UInt64) throws {
        try check(
            "DELETE", commit: commit, synchronous: "FULL", seed, blockCount: 700, cache: 500,
            memory: 24)
    }

    @Test(arguments: modes, Seed.range(1))
    func transactionsThatDoNotFitLeaveNothing(journal: String, seed: UInt64) throws {
        try check(
            journal, commit: "durable", synchronous: "FULL", seed, blockCount: 200, fills: true)
    }

    private func check(
        _ journal: String, commit: String, synchronous: String, _ seed: UInt64,
        blockCount: Int = 1_500, fills: Bool = false, locking: String = "EXCLUSIVE",
        cache: Int? = nil, memory: Int = 1024
    ) throws {
        let isDurable = commit == "durable" && synchronous == "FULL"
        var random = SeededRandom(seed: seed)
        var workload = Workload(seed: seed)
        let disk = EpochDisk(blockCount: blockCount, durability: .barrier)
        var states: [[[String]]] = []
        var crashes: [Crash] = []
        do {
            var mount = MountOptions()
            mount.commitLogMemory = memory
            let system = try TestVFS(on: disk, mount: mount, seed: seed)
            disk.flush()
            let connection = try system.open()
            try connection.run("PRAGMA locking_mode = \(locking)")
            try connection.run("PRAGMA journal_mode = \(journal)")
            try connection.run("PRAGMA synchronous = \(synchronous)")
            try connection.run("PRAGMA commit_mode = \(commit)")
            try connection.run("PRAGMA cache_size = \(cache ?? (random.next() % 2 == 0 ? 5 : 500))")
            try connection.run("PRAGMA wal_autocheckpoint = 20")
            try connection.run(Workload.schema)
            try connection.run("PRAGMA flush")
            states.append([])
            var acknowledged = 0
            disk.beforeEachStep = { [unowned disk] in
                // Deferred commits and batches ask for little.
                let asksLittle = commit == "gathered" || cache != nil || DatabaseTraits.hasBatches
                let rarity: UInt64 = asksLittle ? 2 : 6
                guard random.isRare(rarity), crashes.count < 30 else {
                    return
                }
                crashes.append(
                    Crash(
                        image: disk.crashed(&random), acknowledged: acknowledged,
                        issued: states.count))
            }
            var refused = 0
            for number in 0..<40 {
                var transaction = workload.transaction()
                if fills, number % 5 == 0 {
                    transaction.statements.append(
                        "UPDATE contact SET photo = zeroblob(\(20_000 * (1 + number)))")
                }
                do throws(SQLFailure) { try connection.run(transaction) } catch {
                    guard fills, error.code == SQLITE_FULL else { throw error }
                    _ = try? connection.run("ROLLBACK")
                    refused += 1
                    // Makes room in a write-ahead log; the other modes do not need it.
                    try connection.run("PRAGMA wal_checkpoint(TRUNCATE)")
                    continue
                }
                guard transaction.isCommitted else { continue }
                // The state of a commit that is under way is known only now; until here it is `issued`.
                states.append(try connection.contacts())
                if commit == "gathered", workload.endsGroup() {
                    try connection.run("PRAGMA flush")
                    acknowledged = states.count - 1
                }
                if isDurable { acknowledged = states.count - 1 }
            }
            disk.beforeEachStep = nil
            #expect(refused > 0 || !fills)
            #expect(states.count > 10)
        }
        try #require(crashes.count > 5)
        for (index, crash) in crashes.enumerated() {
            try verify(
                crash, states, "crash \(index) of \(journal), seed \(seed)", seed: random.next())
        }
    }

    private func verify(
        _ crash: Crash, _ states: [[[String]]], _ name: String, seed: UInt64
    ) throws {
        var random = SeededRandom(seed: seed)
        let allowed = states[crash.acknowledged...min(crash.issued, states.count - 1)]
        // Recovery is cut short as well, and then done.
        let disk = EpochDisk(image: crash.image)
        var second: [UInt8]?
        disk.beforeEachStep = { [unowned disk] in
            if second == nil, random.next() % 4 == 0 { second = disk.crashed(&random) }
        }
        let found = try recovered(disk, name)
        #expect(allowed.contains(found), "\(name): not a state between the allowed ones")
        if let second {
            let again = try recovered(EpochDisk(image: second), name + ", recovery cut short")
            #expect(again == found, "\(name): the second recovery differs")
        }
    }

    private func recovered(_ disk: EpochDisk, _ name: String) throws -> [[String]] {
        let system = try TestVFS(on: disk, formats: false)
        let connection = try system.open()
        let content = try connection.contacts()
        #expect(try connection.value("PRAGMA integrity_check") == "ok", "\(name)")
        disk.beforeEachStep = nil
        let change = "INSERT OR REPLACE INTO contact VALUES(1000, 'after', NULL, 1)"
        do throws(SQLFailure) { try connection.run(change) } catch {
            guard error.code == SQLITE_FULL else { throw error }
            try connection.run("PRAGMA wal_checkpoint(TRUNCATE)")
            try connection.run(change)
        }
        #expect(try connection.value("PRAGMA integrity_check") == "ok", "\(name), written to")
        return content
    }
}
