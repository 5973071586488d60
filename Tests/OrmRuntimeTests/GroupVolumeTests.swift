// Goal: on a volume without a filesystem, tasks that write together share one flush. Method: the counters of its disk.
import BlockIO
import CSQLite
import TestSupport
import Testing

@testable import Golden
@testable import OrmRuntime

@Suite(.serialized) struct GroupVolumeTests {
    let disk = WatchedStorage.volumeDisk

    /// A store on the volume, and the crowd for it.
    private func crowd(_ name: String, _ journal: StoreOptions.Journal) throws -> CrowdedStore {
        var options = StoreOptions()
        options.journal = journal
        let db = try GoldenSchema.open(name, options: options)
        #expect(db.connection.group.syncMethod == .flush)
        return CrowdedStore(folder: TemporaryFolder(), disk: WatchedDisk(), db: db)
    }

    @Test func sixtyFourWritersShareOneFlush() async throws {
        let crowd = try crowd("volume-log", .writeAhead)
        for serial in 0..<10 {
            let before = disk.counters.flushes
            try await Note.sample(serial).save(in: crowd.db)
            #expect(disk.counters.flushes - before == 1)
        }
        let before = disk.counters
        try await crowd.save(10..<74)
        #expect(disk.counters.flushes - before.flushes == 1)
        // 192 frames, of the table, its index and `sqlite_sequence`, fill no more blocks than they have bytes, and leave in
        // requests of 16.
        #expect(disk.counters.writes - before.writes <= 16)
        try await Note.sample(74).save(in: crowd.db)
        #expect(disk.counters.flushes - before.flushes == 2)
        #expect(try await Note.count(in: crowd.db) == 75)
        try crowd.closeBlocking()
    }

    @Test func writersWithAJournalWaitNoMoreThanAlone() async throws {
        let crowd = try crowd("volume-rollback", .rollback)
        try await Note.sample(0).save(in: crowd.db)
        var before = disk.counters.flushes
        for serial in 1..<11 { try await Note.sample(serial).save(in: crowd.db) }
        let alone = disk.counters.flushes - before
        before = disk.counters.flushes
        try await crowd.save(11..<21)
        #expect(disk.counters.flushes - before <= alone)
        #expect(try await Note.count(in: crowd.db) == 21)
        try crowd.closeBlocking()
    }

    @Test func everyMemberFailsWithAFlush() async throws {
        let crowd = try crowd("stubborn", .writeAhead)
        try await Note.sample(0).save(in: crowd.db)
        let hold = Gate()
        let holder = try await crowd.hold(hold)
        var tasks: [Task<RowID<Note>, any Error>] = []
        for serial in 1..<4 {
            tasks.append(try await crowd.send { try await Note.sample(serial).save(in: $0) })
        }
        WatchedStorage.stubbornDisk.policy = .failFlush
        hold.open()
        for task in tasks {
            let error = await #expect(throws: StoreError.self) { _ = try await task.value }
            guard case .io(_, let code, let reason) = error else {
                Issue.record("\(String(describing: error)) is not about a disk")
                continue
            }
            #expect(code == SQLITE_IOERR | 4 << 8)
            #expect(reason.contains("durable"), "the volume's own words")
        }
        try await holder.value
        try WatchedStorage.stubbornDisk.reset()
        await #expect(throws: StoreError.self) { try await Note.count(in: crowd.db) }
        try crowd.closeBlocking()
    }

    @Test func nothingIsSharedWhereNothingIsWaitedFor() throws {
        var options = StoreOptions()
        options.durability = .ordered
        let db = try GoldenSchema.open("volume-ordered", options: options)
        #expect(db.connection.group.syncMethod == .none)
        try db.close()
    }
}
