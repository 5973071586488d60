import OrmRuntime
import Testing

// Goal: two connections to one file see whole transactions of each other and wait no longer than asked.
// Method: two stores in one process, one in the middle of a transaction while the other works.
@testable import Golden

@Suite struct ConcurrentStoresTests {
    let folder = TemporaryFolder()

    private func impatient() throws -> Store {
        try folder.store { $0.busyTimeoutMilliseconds = 20 }
    }

    @Test func aReadTransactionSeesOneMoment() throws {
        let (reader, writer) = (try folder.store(), try folder.store())
        try Note.sample(1).save(in: writer)
        try reader.read { tx in
            #expect(try Note.count(in: tx) == 1)
            try Note.sample(2).save(in: writer)
            try Note.update(in: writer, where: .all, set: .text("changed"))
            #expect(try Note.count(in: tx) == 1)
            #expect(try Note.first(from: tx)?.value.text == "note")
        }
        #expect(try Note.count(in: reader) == 2)
    }

    @Test func uncommittedWritesAreInvisibleAndReadersAreNotStopped() throws {
        let (reader, writer) = (try impatient(), try folder.store())
        try Note.sample(1).save(in: writer)
        try writer.write { tx in
            try Note.sample(2).save(in: tx)
            #expect(try Note.count(in: tx) == 2)
            #expect(try Note.count(in: reader) == 1)
        }
        #expect(try Note.count(in: reader) == 2)
    }

    @Test(arguments: [StoreOptions.Journal.writeAhead, .rollback])
    func aSecondWriterIsToldBusy(_ journal: StoreOptions.Journal) throws {
        let first = try folder.store { $0.journal = journal }
        let second = try folder.store {
            $0.journal = journal
            $0.busyTimeoutMilliseconds = 20
        }
        let busy = StoreError.busy(path: folder.path())
        try first.write { tx in
            try Note.sample(1).save(in: tx)
            #expect(throws: busy) { try Note.sample(2).save(in: second) }
            #expect(throws: busy) { try second.write { tx in _ = try Note.sample(2).save(in: tx) } }
            #expect(throws: busy) { try Note.saveAll([.sample(2)], in: second) }
        }
        try Note.sample(2).save(in: second)
        #expect(try Note.count(in: first) == 2)
    }

    @Test func aWriterGivesUpWhenItsTimeoutIsOverAndNotBefore() throws {
        let first = try folder.store()
        let second = try folder.store { $0.busyTimeoutMilliseconds = 700 }
        try first.write { tx in
            try Note.sample(1).save(in: tx)
            let start = ContinuousClock.now
            #expect(throws: StoreError.busy(path: folder.path())) {
                try Note.sample(2).save(in: second)
            }
            #expect(ContinuousClock.now - start >= .milliseconds(700))
        }
    }

    @Test func aPatientWriterWaits() async throws {
        let (first, second) = (try folder.store(), try folder.store())
        let started = AsyncStream<Void>.makeStream()
        async let slow: Void = first.write { tx throws(StoreError) in
            try Note.sample(1).save(in: tx)
            started.continuation.finish()
            Pause.milliseconds(100)
        }
        for await _ in started.stream {}
        try await Note.sample(2).save(in: second)
        try await slow
        #expect(try await Note.count(in: first) == 2)
    }

    @Test func aReaderOfTheStoreSeesCommits() throws {
        let writer = try folder.store()
        try Note.sample(1).save(in: writer)
        let reader = try folder.reader()
        #expect(try Note.count(in: reader) == 1)
        try Note.sample(2).save(in: writer)
        #expect(try Note.get(from: reader, orderBy: .serial).map(\.value.serial) == [1, 2])
        #expect(try reader.read { tx in try Note.count(in: tx) } == 2)
        try reader.close()
        #expect(throws: StoreError.closed) { try Note.count(in: reader) }
    }
}
