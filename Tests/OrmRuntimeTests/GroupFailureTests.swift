// Goal: when the wait that a group shares fails, none of its members is told of success, nothing is made of what the
// disk may not have, and a power cut takes nothing that was acknowledged. Method: a disk that fails syncs, and images
// of the disk at the moment before each sync, with and without parts of what was not synced.
import Foundation
import SeededRandom
import Synchronization
import TestSupport
import Testing

@testable import Golden
@testable import OrmRuntime

@Suite struct GroupFailureTests {
    let folder = TemporaryFolder()

    private func failed(_ folder: TemporaryFolder) -> StoreError {
        .io(path: folder.path(), code: 10 | 4 << 8, reason: "disk I/O error")
    }

    // MARK: A sync fails

    @Test func everyMemberFailsAndTheStoreIsOfNoMoreUse() async throws {
        struct Change: Error {}
        let crowd = try CrowdedStore(in: folder)
        try await Note.sample(0).save(in: crowd.db)
        let hold = Gate()
        let holder = try await crowd.hold(hold)
        var tasks: [Task<Void, any Error>] = []
        for serial in 1..<4 {
            tasks.append(try await crowd.send { try await Note.sample(serial).save(in: $0) })
        }
        // What others committed may be why these fail, or what they found.
        tasks.append(try await crowd.send { try await Note.sample(1).save(in: $0) })
        tasks.append(
            try await crowd.send { try await $0.write { _ in throw Change() } })
        tasks.append(
            Task { _ = try await Note.count(in: crowd.db) })
        try await Task.sleep(nanoseconds: 50_000_000)
        tasks.append(try await crowd.send { try await Note.sample(5).save(in: $0) })
        crowd.disk.failSyncs()
        hold.open()
        let failed = failed(folder)
        for task in tasks {
            await #expect(throws: failed) { try await task.value }
        }
        try await holder.value
        // Syncs succeed again, but nobody knows what became of the last one.
        await #expect(throws: failed) { try await Note.sample(6).save(in: crowd.db) }
        await #expect(throws: failed) { try await Note.count(in: crowd.db) }
        #expect(failure { try Note.sample(6).save(in: crowd.db) } == failed)
        #expect(failure { _ = try Note.count(in: crowd.db) } == failed)
        try crowd.closeBlocking()
        let serials = try await Note.get(from: folder.store()).map(\.value.serial)
        #expect(serials.contains(0) && !serials.contains(6))
    }

    @Test func closingTakesNothingFromALogThatWasNotSynced() async throws {
        let crowd = try CrowdedStore(in: folder)
        crowd.disk.failSyncs()
        try? await crowd.save(0..<3)
        let before = try Data(contentsOf: URL(fileURLWithPath: folder.path()))
        try crowd.closeBlocking()
        #expect(try Data(contentsOf: URL(fileURLWithPath: folder.path())) == before)
        #expect(crowd.disk.logSize > 0)
    }

    @Test func aCheckpointDoesNotHideAFailedSync() async throws {
        let crowd = try CrowdedStore(in: folder)
        // Every commit would have a checkpoint behind it, which begins with a sync that fails and tells nobody.
        crowd.db.connection.group.log.pages = 1
        crowd.disk.failSyncs()
        let before = try Data(contentsOf: URL(fileURLWithPath: folder.path()))
        await #expect(throws: failed(folder)) { try await crowd.save(0..<8) }
        // Nor does one come after it, which would bring to its place what the disk may not have. It would come when the writers
        // have been told, and closing waits until the thread is done with that.
        try crowd.closeBlocking()
        #expect(try Data(contentsOf: URL(fileURLWithPath: folder.path())) == before)
    }

    @Test func aFullStoresCheckpointDoesNotHideAFailedSync() async throws {
        let disk = WatchedDisk()
        WatchedStorage.watch(folder.url.path, disk)
        let db = try folder.store {
            $0.durability = .full
            $0.maximumBytes = 60 * 4_096
        }
        let crowd = CrowdedStore(folder: folder, disk: disk, db: db)
        let hold = Gate()
        let holder = try await crowd.hold(hold)
        let small = try await crowd.send { try await Note.sample(1).save(in: $0) }
        let text = String(repeating: "x", count: 1_000_000)
        let large = try await crowd.send { try await Note.sample(2, text: text).save(in: $0) }
        let last = try await crowd.send { try await Note.sample(3).save(in: $0) }
        disk.failSyncs()
        hold.open()
        let failed = failed(folder)
        await #expect(throws: failed) { try await small.value }
        await #expect(throws: failed) { try await large.value }
        await #expect(throws: failed) { try await last.value }
        try await holder.value
    }

    @Test func aFailedSyncInTheMiddleOfAStatementStopsIt() async throws {
        let crowd = try CrowdedStore(in: folder)
        let hold = Gate()
        let (holder, quick, long) = try await crowd.holdBeforeLongStatement(hold)
        crowd.disk.failSyncs()
        hold.open()
        let failed = failed(folder)
        await #expect(throws: failed) { try await quick.value }
        await #expect(throws: failed) { try await long.value }
        try await holder.value
    }

    @Test func aFailedSyncOfAWriterAloneIsItsOwn() async throws {
        let crowd = try CrowdedStore(in: folder)
        try await Note.sample(1).save(in: crowd.db)
        crowd.disk.failSyncs()
        await #expect(throws: failed(folder)) { try await Note.sample(2).save(in: crowd.db) }
        // SQLite has taken it back.
        try await Note.sample(3).save(in: crowd.db)
        #expect(try await Note.get(from: crowd.db).map(\.value.serial) == [1, 3])
    }

    // MARK: Power cuts

    /// What was acknowledged at a moment, and what of the disk a power cut would have left then.
    struct Cut {
        let acknowledged: Set<Int>
        let image: [String: [UInt8]]
    }

    /// What a run had acknowledged, at each moment that it might have ended.
    private final class Journal: Sendable {
        private struct State {
            var acknowledged: Set<Int> = []
            var cuts: [Cut] = []
            var random: SeededRandom
        }

        private let state: Mutex<State>

        init(_ random: SeededRandom) { state = Mutex(State(random: random)) }

        var cuts: [Cut] { state.withLock(\.cuts) }

        func acknowledge(_ serial: Int) {
            _ = state.withLock { $0.acknowledged.insert(serial) }
        }

        func cut(_ disk: WatchedDisk) {
            state.withLock { state in
                var random = state.random.isRare(3) ? nil : Optional(state.random)
                let image = disk.image(&random)
                state.random = random ?? state.random
                state.cuts.append(Cut(acknowledged: state.acknowledged, image: image))
            }
        }
    }

    @Test func aPowerCutTakesNothingThatWasAcknowledged() async throws {
        let seed = Seed.ofThisRun
        for round in 0..<4 {
            let cuts = try await cuts(SeededRandom(seed: seed &+ UInt64(round)))
            for cut in cuts { try await check(cut) }
            #expect(cuts.contains { !$0.acknowledged.isEmpty })
        }
    }

    /// Writers that come again and again, with groups of a few.
    private func cuts(_ seeded: SeededRandom) async throws -> [Cut] {
        let crowd = try CrowdedStore(in: TemporaryFolder())
        let journal = Journal(seeded)
        crowd.db.connection.group.log.pages = 40
        crowd.db.connection.group.bounds.members = 6
        crowd.disk.beforeSync { [disk = crowd.disk] _ in
            // Whoever was told too early has the time to say so.
            Pause.milliseconds(4)
            journal.cut(disk)
        }
        await withTaskGroup(of: Void.self) { group in
            for writer in 0..<12 {
                group.addTask {
                    for round in 0..<6 {
                        let serial = writer * 100 + round
                        let text = String(repeating: "x", count: serial * 7 % 5_000)
                        guard (try? await Note.sample(serial, text: text).save(in: crowd.db)) != nil
                        else { continue }
                        journal.acknowledge(serial)
                    }
                }
            }
        }
        crowd.disk.beforeSync(nil)
        return journal.cuts
    }

    private func check(_ cut: Cut) async throws {
        let after = TemporaryFolder()
        defer { withExtendedLifetime(after) {} }
        // Not the rollback journal, with which the file began and which was deleted.
        for name in ["test.db", "test.db-wal"] {
            try Data(cut.image[name] ?? []).write(to: after.url.appendingPathComponent(name))
        }
        let raw = try RawDatabase(after.path())
        try raw.run("PRAGMA synchronous = OFF")
        #expect(try raw.texts("PRAGMA integrity_check") == ["ok"])
        let found = Set(try raw.texts("SELECT serial FROM Note").compactMap { Int($0) })
        #expect(cut.acknowledged.subtracting(found).isEmpty, "lost")
    }
}
