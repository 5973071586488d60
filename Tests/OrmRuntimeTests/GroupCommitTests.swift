// Goal: writes of tasks that come together share one sync, a write alone has its own, and nobody learns of a commit
// before the disk has it. Method: a disk that counts syncs and stops in the middle of one; a crowd of tasks in a known
// order.
import Foundation
import Synchronization
import Testing

@testable import Golden
@testable import OrmRuntime

@Suite struct GroupCommitTests {
    let folder = TemporaryFolder()

    // MARK: What it costs

    @Test func aWriterAloneSyncsOnceForEachCommit() async throws {
        let crowd = try CrowdedStore(in: folder)
        let before = crowd.disk.logSyncs
        for serial in 0..<10 {
            try await Note.sample(serial).save(in: crowd.db)
            #expect(crowd.disk.logSyncs - before == serial + 1)
        }
    }

    @Test func blockingWritersSyncOnceForEachCommit() throws {
        let crowd = try CrowdedStore(in: folder)
        let before = crowd.disk.logSyncs
        for serial in 0..<10 { try Note.sample(serial).save(in: crowd.db) }
        #expect(crowd.disk.logSyncs - before == 10)
    }

    @Test func sixtyFourWritersShareOneSync() async throws {
        let crowd = try CrowdedStore(in: folder)
        let before = crowd.disk.logSyncs
        try await crowd.save(0..<64)
        #expect(crowd.disk.logSyncs - before == 1)
        // In the order in which they came.
        let notes = try await Note.get(from: crowd.db)
        #expect(
            notes.sorted { $0.id.rawValue < $1.id.rawValue }.map(\.value.serial) == Array(0..<64))
        // And alone again.
        try await Note.sample(64).save(in: crowd.db)
        #expect(crowd.disk.logSyncs - before == 2)
    }

    @Test func aGroupHasALimit() async throws {
        let crowd = try CrowdedStore(in: folder)
        crowd.db.connection.group.bounds.members = 10
        let before = crowd.disk.logSyncs
        try await crowd.save(0..<64)
        #expect(crowd.disk.logSyncs - before == 7)
    }

    @Test func aGroupThatIsLateEnds() async throws {
        let crowd = try CrowdedStore(in: folder)
        crowd.db.connection.group.bounds.nanoseconds = 0
        let before = crowd.disk.logSyncs
        try await crowd.save(0..<5)
        #expect(crowd.disk.logSyncs - before == 5)
    }

    @Test func writersThatComeAgainAndAgainShareMostSyncs() async throws {
        let crowd = try CrowdedStore(in: folder)
        // As long as a flush takes.
        crowd.disk.beforeSync { _ in Pause.milliseconds(2) }
        let before = crowd.disk.logSyncs
        try await withThrowingTaskGroup(of: Void.self) { group in
            for writer in 0..<8 {
                group.addTask {
                    for round in 0..<25 {
                        try await Note.sample(writer * 100 + round).save(in: crowd.db)
                    }
                }
            }
            try await group.waitForAll()
        }
        #expect(try await Note.count(in: crowd.db) == 200)
        #expect(crowd.disk.logSyncs - before < 100)
    }

    @Test(arguments: [StoreOptions.Durability.ordered, .none])
    func storesThatDoNotWaitForTheDiskStillDoNot(_ durability: StoreOptions.Durability) async throws
    {
        WatchedStorage.watch(folder.url.path, WatchedDisk())
        let db = try folder.store { $0.durability = durability }
        #expect(db.connection.group.syncMethod == .none)
        try await Note.sample(1).save(in: db)
    }

    @Test func whatCannotShareDoesNot() throws {
        let journal = try folder.store("journal.db") {
            ($0.durability, $0.journal) = (.full, .rollback)
        }
        #expect(journal.connection.group.syncMethod == .none)
        #expect(try GoldenSchema.open(":memory:").connection.group.syncMethod == .none)
    }

    // MARK: Who knows what, and when

    @Test func nobodyGoesOnBeforeTheSync() async throws {
        let crowd = try CrowdedStore(in: folder)
        let resumed = Counter()
        let (hold, sync) = (Gate(), Gate())
        let holder = try await crowd.hold(hold)
        var tasks: [Task<Void, any Error>] = []
        for serial in 0..<4 {
            tasks.append(
                try await crowd.send {
                    try await Note.sample(serial).save(in: $0)
                    resumed.increment()
                })
        }
        // Both would tell of what others have committed.
        let reader = Task {
            let found = try await Note.count(in: crowd.db)
            resumed.increment()
            return found
        }
        try await Task.sleep(nanoseconds: 50_000_000)
        let refused = try await crowd.send {
            defer { resumed.increment() }
            try await Note.sample(0).save(in: $0)
        }
        crowd.disk.beforeSync { _ in sync.wait() }
        hold.open()
        #expect(try await Pause.until { sync.isReached })
        try await Task.sleep(nanoseconds: 50_000_000)
        #expect(resumed.value == 0)
        sync.open()
        for task in tasks { try await task.value }
        #expect(try await reader.value == 4)
        await #expect(throws: StoreError.unique(type: "Note", fields: ["serial"])) {
            try await refused.value
        }
        try await holder.value
        #expect(resumed.value == 6)
    }

    @Test func aReadBehindTheLastWriteDoesNotHoldItUp() async throws {
        let crowd = try CrowdedStore(in: folder)
        let (hold, reading) = (Gate(), Gate())
        let holder = try await crowd.hold(hold)
        let writer = try await crowd.send { try await Note.sample(1).save(in: $0) }
        let reader = Task {
            try await crowd.db.read { _ throws(StoreError) in reading.wait() }
        }
        try await Task.sleep(nanoseconds: 50_000_000)
        hold.open()
        try await holder.value
        _ = try await writer.value
        reading.open()
        try await reader.value
    }

    /// A group whose last job has not come: what a caller finds who gets the lock between two jobs.
    private func openGroup(_ crowd: CrowdedStore) async throws -> Task<Void, any Error> {
        crowd.db.access.thread.waitingWrites.add(1, ordering: .relaxed)
        let task = Task { _ = try await Note.sample(1).save(in: crowd.db) }
        let connection = crowd.db.connection
        #expect(try await Pause.until { connection.group.isUnsynced })
        try await Task.sleep(nanoseconds: 20_000_000)
        return task
    }

    @Test func aCallerThatBlocksFindsEverythingDurable() async throws {
        let crowd = try CrowdedStore(in: folder)
        let task = try await openGroup(crowd)
        let before = crowd.disk.logSyncs
        #expect(try countBlocking(crowd.db) == 1)
        #expect(crowd.disk.logSyncs == before + 1)
        // If not yet, then now.
        crowd.db.access.thread.waitingWrites.subtract(1, ordering: .relaxed)
        try await Note.sample(2).save(in: crowd.db)
        try await task.value
    }

    private func countBlocking(_ db: Store) throws -> Int { try Note.count(in: db) }

    @Test func closingMakesEverythingDurable() async throws {
        let crowd = try CrowdedStore(in: folder)
        let task = try await openGroup(crowd)
        try crowd.closeBlocking()
        try await task.value
        #expect(try await Note.count(in: folder.store()) == 1)
    }

    @Test func aLongStatementDoesNotHoldUpTheOthers() async throws {
        let crowd = try CrowdedStore(in: folder)
        let hold = Gate()
        let ended = Counter()
        let (holder, quick, long) = try await crowd.holdBeforeLongStatement(hold, ended: ended)
        hold.open()
        try await holder.value
        _ = try await quick.value
        #expect(ended.value == 0, "it is still at work")
        long.cancel()
        await #expect(throws: StoreError.cancelled) { try await long.value }
    }

    // MARK: Each for itself

    @Test func whatFailsInAGroupFailsAlone() async throws {
        struct Change: Error {}
        let crowd = try CrowdedStore(in: folder)
        let hold = Gate()
        let holder = try await crowd.hold(hold)
        let before = crowd.disk.logSyncs
        let first = try await crowd.send { try await Note.sample(1).save(in: $0) }
        let thrown = try await crowd.send {
            try await $0.write { tx in
                try Note.sample(2).save(in: tx)
                throw Change()
            }
        }
        let unique = try await crowd.send { try await Note.sample(1).save(in: $0) }
        let inside = Gate()
        let interrupted = try await crowd.send {
            try await $0.write { tx throws(StoreError) in
                try Note.sample(3).save(in: tx)
                inside.wait()
                try Note.sample(4).save(in: tx)
            }
        }
        let queued = try await crowd.send { try await Note.sample(5).save(in: $0) }
        let last = try await crowd.send { try await Note.sample(6).save(in: $0) }
        queued.cancel()
        hold.open()
        #expect(try await Pause.until { inside.isReached })
        interrupted.cancel()
        await #expect(throws: StoreError.cancelled) { try await interrupted.value }
        inside.open()
        _ = try await first.value
        _ = try await last.value
        try await holder.value
        await #expect(throws: Change.self) { try await thrown.value }
        await #expect(throws: StoreError.unique(type: "Note", fields: ["serial"])) {
            try await unique.value
        }
        await #expect(throws: StoreError.cancelled) { try await queued.value }
        #expect(try await Note.get(from: crowd.db, orderBy: .serial).map(\.value.serial) == [1, 6])
        #expect(crowd.disk.logSyncs - before == 1)
    }

    @Test func aCommitIsInTheStoreThoughItsTaskWasCancelledMeanwhile() async throws {
        let crowd = try CrowdedStore(in: folder)
        let (hold, sync) = (Gate(), Gate())
        let holder = try await crowd.hold(hold)
        let first = try await crowd.send { try await Note.sample(1).save(in: $0) }
        let second = try await crowd.send { try await Note.sample(2).save(in: $0) }
        crowd.disk.beforeSync { _ in sync.wait() }
        hold.open()
        #expect(try await Pause.until { sync.isReached })
        first.cancel()
        await #expect(throws: StoreError.cancelled) { try await first.value }
        sync.open()
        _ = try await second.value
        try await holder.value
        #expect(try await Note.count(in: crowd.db) == 2)
    }

    // MARK: The log

    @Test func theLogStaysSmallThoughGroupsFollowEachOther() async throws {
        let crowd = try CrowdedStore(in: folder)
        crowd.db.connection.group.log.pages = 50
        let text = String(repeating: "x", count: 10_000)
        for round in 0..<20 {
            try await withThrowingTaskGroup(of: Void.self) { group in
                for serial in 0..<32 {
                    group.addTask {
                        try await Note.sample(round * 32 + serial, text: text).save(in: crowd.db)
                    }
                }
                try await group.waitForAll()
            }
        }
        #expect(crowd.disk.logSize < 100 * 4_200)
    }

    @Test func aReaderThatKeepsTheLogDoesNotKeepGroupsAway() async throws {
        let crowd = try CrowdedStore(in: folder)
        crowd.db.connection.group.log.pages = 64
        try await Note.sample(1_000).save(in: crowd.db)
        let reading = Gate()
        let reader = try folder.reader()
        let task = Task {
            try await reader.read { tx throws(StoreError) in
                _ = try Note.count(in: tx)
                reading.wait()
            }
        }
        #expect(try await Pause.until { reading.isReached })
        try await crowd.save(0..<64)
        let before = crowd.disk.logSyncs
        try await crowd.save(64..<128)
        // One each if the log were due again with each commit.
        #expect(crowd.disk.logSyncs - before < 40)
        reading.open()
        try await task.value
    }
}
