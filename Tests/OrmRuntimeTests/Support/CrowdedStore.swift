// A store on a watched disk, and a crowd of tasks that come to it at the same time: its thread is held at a gate until
// all of them wait in its queue, in the order in which they were sent.
import Foundation
import Synchronization
import Testing

@testable import Golden
@testable import OrmRuntime

struct CrowdedStore {
    let folder: TemporaryFolder
    let disk: WatchedDisk
    let db: Store

    /// Groups are limited by nothing but their number: the machine may be slow.
    init(in folder: TemporaryFolder) throws {
        let watched = WatchedDisk()
        WatchedStorage.watch(folder.url.path, watched)
        self.init(folder: folder, disk: watched, db: try folder.store { $0.durability = .full })
    }

    init(folder: TemporaryFolder, disk: WatchedDisk, db: Store) {
        self.folder = folder
        self.disk = disk
        self.db = db
        db.connection.group.bounds.nanoseconds = .max
    }

    /// A task that holds the store's thread, within a write that is alone.
    func hold(_ gate: Gate) async throws -> Task<Void, any Error> {
        let task = Task { [db] in
            try await db.write { _ throws(StoreError) in gate.wait() }
        }
        #expect(try await Pause.until { gate.isReached })
        return task
    }

    /// A task whose write waits in the queue when this returns.
    func send<Value: Sendable>(
        _ work: @escaping @Sendable (Store) async throws -> Value
    ) async throws -> Task<Value, any Error> {
        let thread = db.access.thread
        let before = thread.waitingWrites.load(ordering: .relaxed)
        let task = Task { [db] in try await work(db) }
        #expect(
            try await Pause.until { thread.waitingWrites.load(ordering: .relaxed) == before + 1 })
        return task
    }

    /// Lets so many tasks save a note each, at once.
    func save(_ serials: Range<Int>) async throws {
        let gate = Gate()
        let holder = try await hold(gate)
        var tasks: [Task<RowID<Note>, any Error>] = []
        for serial in serials {
            tasks.append(try await send { try await Note.sample(serial).save(in: $0) })
        }
        gate.open()
        for task in tasks { _ = try await task.value }
        try await holder.value
    }

    /// A quick write and behind it a statement that takes longer than a group may, held as by ``hold(_:)``. The counter
    /// is incremented when that statement ends by itself.
    func holdBeforeLongStatement(_ gate: Gate, ended: Counter = Counter()) async throws -> (
        holder: Task<Void, any Error>, quick: Task<RowID<Note>, any Error>,
        long: Task<Int, any Error>
    ) {
        let text = String(repeating: "x", count: 2_000)
        try await Note.saveAll((100..<1_100).map { Note.sample($0, text: text) }, in: db)
        // Late is what the long statement finds, however busy the machine is, and nobody before it.
        db.connection.group.bounds.nanoseconds = .max
        let holder = try await hold(gate)
        let quick = try await send { try await Note.sample(1).save(in: $0) }
        let conditions = (0..<3_000).map { Note.Where.text(.contains("y\($0)")) }
        let long = try await send { store in
            try await store.write { tx throws(StoreError) in
                store.connection.group.bounds.nanoseconds = 0
                let count = try Note.delete(from: tx, where: .or(conditions))
                ended.increment()
                return count
            }
        }
        return (holder, quick, long)
    }

    /// Closes the store, for callers that are tasks.
    func closeBlocking() throws { try db.close() }
}

extension Store {
    /// What only tests look at, while nobody works with the store.
    var connection: Connection { access.connection! }
}
