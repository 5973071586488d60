// Goal: tasks use a store without blocking each other's threads, and a cancelled task stops waiting at
// once and leaves the store whole. Method: gates that hold the storage thread where the test wants it.
import Foundation
import OrmRuntime
import Synchronization
import Testing

@testable import Golden

@Suite struct AsyncTests {
    let folder = TemporaryFolder()

    @Test func aThousandTasksSaveAndRead() async throws {
        let db = try folder.store()
        try await withThrowingTaskGroup(of: Void.self) { group in
            for number in 0..<1_000 {
                group.addTask {
                    try await Note.sample(number).save(in: db)
                    let found = try await Note.find(in: db, serial: number)
                    #expect(found?.value.serial == number)
                }
            }
            try await group.waitForAll()
        }
        #expect(try await Note.count(in: db) == 1_000)
    }

    @Test func aCancelledWaitForAnotherConnectionsLockFreesTheStorageThread() async throws {
        let gate = Gate()
        let holder = try folder.store()
        let thread = Thread { _ = try? holder.write { _ throws(StoreError) in gate.wait() } }
        thread.start()
        #expect(try await Pause.until { gate.isReached })
        let db = try folder.store { $0.busyTimeoutMilliseconds = 60_000 }
        let writer = Task { try await Note.sample(1).save(in: db) }
        try await Task.sleep(nanoseconds: 50_000_000)
        writer.cancel()
        await #expect(throws: StoreError.cancelled) { try await writer.value }
        let began = ContinuousClock.now
        #expect(try await Note.count(in: db) == 0)
        #expect(began.duration(to: .now) < .seconds(20), "the thread sat out the time limit")
        gate.open()
    }

    @Test func tasksWaitingForTheStoreDoNotBlockThePool() async throws {
        let db = try folder.store()
        let gate = Gate()
        // A thread of its own keeps the store busy.
        let thread = Thread { _ = try? db.write { _ throws(StoreError) in gate.wait() } }
        thread.start()
        #expect(try await Pause.until { gate.isReached })
        // More waiting tasks than the pool has threads.
        let saved = Counter()
        let waiting = (0..<64).map { number in
            Task {
                try await Note.sample(number).save(in: db)
                saved.increment()
            }
        }
        let progress = Task {
            for _ in 0..<100 { await Task.yield() }
            return true
        }
        #expect(await progress.value)
        #expect(saved.value == 0, "the other task ran while all of these waited")
        gate.open()
        for task in waiting { try await task.value }
        #expect(try await Note.count(in: db) == 64)
    }

    // MARK: Cancellation

    private func isCancelled<Success>(_ task: Task<Success, any Error>) async -> Bool {
        do {
            _ = try await task.value
            return false
        } catch {
            return error as? StoreError == .cancelled
        }
    }

    @Test func aTaskCancelledBeforeItCallsDoesNothing() async throws {
        let db = try folder.store()
        let gate = Gate()
        let task = Task {
            while !Task.isCancelled { await Task.yield() }
            try await Note.sample(1).save(in: db)
        }
        task.cancel()
        gate.open()
        #expect(await isCancelled(task))
        #expect(try await Note.count(in: db) == 0)
    }

    @Test func aQueuedJobThatIsCancelledNeverRuns() async throws {
        let db = try folder.store()
        let gate = Gate()
        let first = Task {
            try await db.write { tx throws(StoreError) in
                try Note.sample(1).save(in: tx)
                gate.wait()
            }
        }
        #expect(try await Pause.until { gate.isReached })
        let queued = Task { try await Note.sample(2).save(in: db) }
        try await Task.sleep(nanoseconds: 20_000_000)
        queued.cancel()
        #expect(await isCancelled(queued), "it resumes though the thread is still busy")
        gate.open()
        try await first.value
        #expect(try await Note.get(from: db).map(\.value.serial) == [1])
    }

    /// What became of the query is in its report, however fast the machine is. It may be cancelled before it begins, and
    /// then there is none: so it is given longer and longer to begin.
    @Test func aLongQueryIsInterruptedAndTheStoreGoesOn() async throws {
        let reports = Mutex<[StatementReport]>([])
        let db = try folder.store {
            $0.trace = StoreTrace { report in reports.withLock { $0.append(report) } }
        }
        let text = String(repeating: "x", count: 2_000)
        try await Note.saveAll((0..<2_000).map { Note.sample($0, text: text) }, in: db)
        // Thousands of searches in every row: many seconds of work.
        let conditions = (0..<3_000).map { Note.Where.text(.contains("y\($0)")) }
        let long = Note.Where.or(conditions)
        var outcome: StoreError?
        for milliseconds in [1, 10, 100, 1_000, 4_000] where outcome == nil {
            reports.withLock { $0 = [] }
            let task = Task { try await Note.count(in: db, where: long) }
            try await Task.sleep(for: .milliseconds(milliseconds))
            task.cancel()
            #expect(await isCancelled(task))
            #expect(try await Note.count(in: db) == 2_000)
            let report = reports.withLock { $0.first { $0.sql.contains("instr(") } }
            if let report {
                let failure: StoreError = try #require(report.failure, "the query ran to its end")
                outcome = failure
            }
        }
        #expect(outcome == .cancelled)
    }

    @Test func aCancelledWalkResumesTheTaskThoughItsBodyIsSlow() async throws {
        let db = try folder.store()
        try await Note.saveAll((0..<10).map { Note.sample($0) }, in: db)
        let gate = Gate()
        let visits = Counter()
        let task = Task {
            try await Note.each(in: db) { _ throws(StoreError) in
                visits.increment()
                gate.wait()
            }
        }
        #expect(try await Pause.until { gate.isReached })
        task.cancel()
        #expect(await isCancelled(task))
        gate.open()
        #expect(try await Note.count(in: db) == 10)
        #expect(visits.value == 1, "the walk was interrupted at its next row")
    }

    @Test func aCancelledWriteTransactionLeavesNothing() async throws {
        let db = try folder.store()
        let gate = Gate()
        let task = Task {
            try await db.write { tx throws(StoreError) in
                try Note.sample(1).save(in: tx)
                gate.wait()
                try Note.sample(2).save(in: tx)
            }
        }
        #expect(try await Pause.until { gate.isReached })
        task.cancel()
        #expect(await isCancelled(task))
        gate.open()
        #expect(try await Note.count(in: db) == 0)
        try await Note.sample(3).save(in: db)
        #expect(try await Note.count(in: db) == 1)
    }

    @Test func aBodyThatSwallowsTheCancellationCommitsNothing() async throws {
        let db = try folder.store()
        let gate = Gate()
        let task = Task {
            try await db.write { tx throws(StoreError) in
                try Note.sample(1).save(in: tx)
                gate.wait()
                _ = try? Note.sample(2).save(in: tx)
            }
        }
        #expect(try await Pause.until { gate.isReached })
        task.cancel()
        #expect(await isCancelled(task))
        gate.open()
        #expect(try await Note.count(in: db) == 0)
    }

    @Test func cancellingAtRandomMomentsIsAllOrNothing() async throws {
        let db = try folder.store()
        for round in 0..<200 {
            let serials = (0..<5).map { round * 10 + $0 }
            let task = Task {
                try await Note.saveAll(serials.map { Note.sample($0) }, in: db)
            }
            if round % 3 > 0 { try await Task.sleep(nanoseconds: UInt64(round % 50) * 10_000) }
            task.cancel()
            _ = try? await task.value
            let count = try await Note.count(
                in: db, where: .serial(.between(round * 10, round * 10 + 9)))
            #expect(count == 0 || count == 5)
        }
    }

    // MARK: The store's end

    @Test func aClosedStoreRefusesEverything() async throws {
        let db = try folder.store()
        try await Note.sample(1).save(in: db)
        try db.close()
        try db.close()
        #expect(failure { try Note.sample(2).save(in: db) } == .closed)
        #expect(failure { _ = try Note.count(in: db) } == .closed)
        #expect(failure { try db.write { _ throws(StoreError) in } } == .closed)
        await #expect(throws: StoreError.closed) { try await Note.count(in: db) }
        #expect(try await Note.count(in: folder.store()) == 1)
    }

    @Test func closingWaitsForWorkInProgress() async throws {
        let db = try folder.store()
        let gate = Gate()
        let task = Task {
            try await db.write { tx throws(StoreError) in
                gate.wait()
                try Note.sample(1).save(in: tx)
            }
        }
        #expect(try await Pause.until { gate.isReached })
        let closer = Thread { try? db.close() }
        closer.start()
        Pause.milliseconds(10)
        gate.open()
        try await task.value
        #expect(try await Pause.until { failure { _ = try Note.count(in: db) } == .closed })
        #expect(try await Note.count(in: folder.store()) == 1)
    }

    private func threadCount() -> Int {
        (try? FileManager.default.contentsOfDirectory(atPath: "/proc/self/task").count) ?? 0
    }

    private func openFiles(_ name: String) -> Int {
        let links = (try? FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd")) ?? []
        return links.count {
            let target = try? FileManager.default.destinationOfSymbolicLink(
                atPath: "/proc/self/fd/\($0)")
            return target?.contains(name) ?? false
        }
    }

    @Test func aStoreThatGoesEndsItsThreadAndClosesItsFiles() async throws {
        let name = "gone-\(UInt64.random(in: 0...UInt64.max)).db"
        let before = threadCount()
        for round in 0..<300 {
            let db = try folder.store(name)
            try await Note.sample(round).save(in: db)
        }
        // Other tests start threads too, but not hundreds.
        #expect(try await Pause.until { threadCount() < before + 100 })
        #expect(try await Pause.until { openFiles(name) == 0 })
    }

    @Test func aClosureThatIsNotAsyncTakesTheBlockingVerb() async throws {
        let db = try await GoldenSchema.open(":memory:")
        try await Note.sample(1).save(in: db)
        let count = try { () throws in try Note.count(in: db, where: .all) }()
        #expect(count == 1)
    }
}
