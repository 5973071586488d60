// Goal: on a volume without a filesystem, tasks that write together share one flush. Method: the counters of its disk.
import BlockIO
import Testing

@testable import Golden
@testable import OrmRuntime

@Suite(.serialized) struct GroupVolumeTests {
    let disk = WatchedStorage.volumeDisk

    /// A store on the volume, and the crowd for it.
    private func crowd(_ name: String, _ journal: StoreOptions.Journal) throws -> CrowdedStore {
        var options = StoreOptions()
        options.journal = journal
        let db = try GoldenSchema.open("volume-\(name)", options: options)
        #expect(db.connection.group.way == .flush)
        return CrowdedStore(folder: TemporaryFolder(), disk: WatchedDisk(), db: db)
    }

    @Test(arguments: [StoreOptions.Journal.writeAhead, .rollback])
    func sixtyFourWritersShareOneFlush(_ journal: StoreOptions.Journal) async throws {
        let crowd = try crowd("\(journal)", journal)
        for serial in 0..<10 {
            let before = disk.counters.flushes
            try await Note.sample(serial).save(in: crowd.db)
            #expect(disk.counters.flushes - before == 1)
        }
        let before = disk.counters.flushes
        try await crowd.save(10..<74)
        #expect(disk.counters.flushes - before == 1)
        try await Note.sample(74).save(in: crowd.db)
        #expect(disk.counters.flushes - before == 2)
        #expect(try await Note.count(in: crowd.db) == 75)
        try crowd.closeBlocking()
    }

    @Test func nothingIsSharedWhereNothingIsWaitedFor() throws {
        var options = StoreOptions()
        options.durability = .ordered
        let db = try GoldenSchema.open("volume-ordered", options: options)
        #expect(db.connection.group.way == .none)
        try db.close()
    }
}
