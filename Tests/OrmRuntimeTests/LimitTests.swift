// Goal: what is too large or out of range is refused with its name and its numbers. Method: options at and beyond their ends;
// values and rows around SQLite's limit for them, which is lowered, because a gigabyte is much to bind.
import CSQLite
import Testing

@testable import Golden
@testable import OrmRuntime

@Suite struct LimitTests {
    let folder = TemporaryFolder()

    // MARK: Options

    private func openFailure(_ change: (inout StoreOptions) -> Void) -> StoreError? {
        failure { _ = try folder.store("test.db", change) }
    }

    @Test func optionsOutOfRangeAreNamed() throws {
        let most = Int64(Int32.max)
        #expect(
            openFailure { $0.cacheKibibytes = -1 }
                == .invalidOption(name: "cacheKibibytes", value: -1, minimum: 0, maximum: most))
        #expect(
            openFailure { $0.busyTimeoutMilliseconds = .min }
                == .invalidOption(
                    name: "busyTimeoutMilliseconds", value: -most - 1, minimum: 0, maximum: most))
        for bytes in [Int64.min, -1, 0, 1, 4_095] {
            #expect(
                openFailure { $0.maximumBytes = bytes }
                    == .invalidOption(
                        name: "maximumBytes", value: bytes, minimum: 4_096, maximum: .max))
        }
        let error = StoreError.invalidOption(
            name: "cacheKibibytes", value: -1, minimum: 0, maximum: most)
        #expect("\(error)" == "option cacheKibibytes is -1; it must be from 0 to 2147483647")
        var options = StoreOptions()
        options.cacheKibibytes = -1
        try folder.store().close()
        #expect(
            failure { _ = try GoldenSchema.openReadOnly(folder.path(), options: options) } == error)
    }

    @Test func optionsAtTheirEndsAreTaken() throws {
        for (cache, timeout) in [(Int32(0), Int32(0)), (.max, .max)] {
            let db = try folder.store {
                $0.cacheKibibytes = cache
                $0.busyTimeoutMilliseconds = timeout
                $0.maximumBytes = .max
            }
            try Note.sample(Int(cache)).save(in: db)
        }
    }

    @Test func aFileLargerThanItMayBeIsNamedWithItsSize() throws {
        // The program's tables alone take some pages each.
        guard
            case .invalidOption("maximumBytes", 4_096, let empty, Int64.max)? =
                openFailure({ $0.maximumBytes = 4_096 })
        else {
            Issue.record("opened, or refused for another reason")
            return
        }
        #expect(empty > 40_960 && empty % 4_096 == 0)
        let db = try folder.store { $0.maximumBytes = empty }
        #expect(
            failure { try Note.sample(1, text: String(repeating: "x", count: 20_000)).save(in: db) }
                == .full(path: folder.path()))
        try Note.sample(2).save(in: db)
        try db.close()
        let larger = try folder.store()
        try Note.sample(3, text: String(repeating: "x", count: 20_000)).save(in: larger)
        guard
            case .invalidOption("maximumBytes", empty, let size, Int64.max)? =
                openFailure({ $0.maximumBytes = empty })
        else {
            Issue.record("opened, or refused for another reason")
            return
        }
        #expect(size > empty)
    }

    // MARK: Values

    private func lowered(_ limit: Int32) throws -> Store {
        let db = try folder.store()
        try db.withWriteConnection { connection throws(StoreError) in
            // SAFETY: the handle is open.
            _ = unsafe sqlite3_limit(connection.handle, SQLITE_LIMIT_LENGTH, limit)
        }
        return db
    }

    private func tooLarge(_ what: String, _ count: Int) -> StoreError {
        .limit(name: "bytes of one \(what)", maximum: 100_000, got: count)
    }

    @Test func aValueThatIsTooLargeIsCounted() throws {
        let db = try lowered(100_000)
        let text = String(repeating: "x", count: 100_001)
        #expect(
            failure { try Note.sample(1, text: text).save(in: db) } == tooLarge("value", 100_001))
        var row = Specimen.plain(id: 1)
        row.blob = Array(repeating: 1, count: 110_000)
        #expect(failure { try row.save(in: db) } == tooLarge("value", 110_000))
        #expect(
            failure { _ = try Note.get(from: db, text: .contains(text)) }
                == tooLarge("value", 100_001))
        try Note.sample(1, text: String(text.dropLast(100))).save(in: db)
    }

    @Test func aRowThatIsTooLargeIsCounted() throws {
        let db = try lowered(100_000)
        var row = Specimen.plain(id: 1)
        row.text = String(repeating: "x", count: 60_000)
        row.maybeText = row.text
        guard case .limit("bytes of one row", 100_000, let got)? = failure({ try row.save(in: db) })
        else {
            Issue.record("saved, or refused for another reason")
            return
        }
        #expect((120_000..<120_200).contains(got))
        row.maybeText = nil
        try row.save(in: db)
        #expect(
            failure { try Specimen.update(in: db, where: .all, set: .maybeText(row.text)) }
                == tooLarge("row", 100_001))
    }
}
