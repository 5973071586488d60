// What each fact does to find out.
import GuestRuntime
import _Concurrency

/// The number of boots so far is the number of notes: one is added each time.
func storeIsKept() async throws(StoreError) -> Bool {
    let db = try await Note.open("boots")
    let before = try await Note.count(in: db)
    try await Note(number: before, text: "boot").save(in: db)
    print("boot number \(before + 1)")
    return try await Note.count(in: db) == before + 1
}

func twoStoresShareADisk() async throws(StoreError) -> Bool {
    let one = try await emptied("one")
    let other = try await emptied("other")
    async let first = fill(one, 50)
    async let second = fill(other, 70)
    _ = await (first, second)
    let counts = (try await Note.count(in: one), try await Note.count(in: other))
    return counts == (50, 70)
}

func storeInMemory() async throws(StoreError) -> Bool {
    let db = try await Note.open(":memory:")
    try await Note(number: 1, text: "one").save(in: db)
    return try await Note.count(in: db) == 1
}

/// A task counts while a long transaction runs.
func tasksGoOn() async throws(StoreError) -> Bool {
    let db = try await emptied("one")
    let ticks = Ticks()
    let ticking = Task {
        while !Task.isCancelled {
            await ticks.tick()
            try? await Task.sleep(for: .microseconds(500))
        }
    }
    let before = await ticks.count
    _ = await fill(db, 5_000)
    let during = await ticks.count - before
    ticking.cancel()
    print("\(during) ticks during a transaction of 5000 notes")
    return during >= 10
}

/// A synchronous call in the middle of another task's transaction sees all of it or nothing.
func blockingCallerWaits() async throws(StoreError) -> Bool {
    let db = try await emptied("one")
    let filling = Task { await fill(db, 3_000) }
    var seen: [Int] = []
    for _ in 0..<5 {
        seen.append(try blockingCount(db))
        await Task.yield()
    }
    _ = await filling.value
    guard try blockingCount(db) == 3_000 else { return false }
    return seen.allSatisfy { $0 == 0 || $0 == 3_000 }
}

func cancelledTransactionIsUndone() async throws(StoreError) -> Bool {
    let db = try await emptied("one")
    let filling = Task { await fill(db, 20_000) }
    try? await Task.sleep(for: .milliseconds(5))
    filling.cancel()
    guard await filling.value == .cancelled else { return false }
    return try await Note.count(in: db) == 0
}

func nestedUseIsRefused() async throws(StoreError) -> Bool {
    let db = try await emptied("one")
    do throws(StoreError) {
        try await db.write { tx throws(StoreError) in _ = try Note.count(in: db) }
        return false
    } catch {
        return error == .nestedUse
    }
}

/// Each level is a negation of alternatives, which nothing flattens.
func deepConditionsFit() async throws(StoreError) -> Bool {
    let db = try await emptied("one")
    try await Note(number: 1, text: "one").save(in: db)
    var condition: Note.Where = .number(.equals(1))
    for level in 0..<20 { condition = !(condition || .number(.equals(100 + level))) }
    guard try await Note.count(in: db, where: condition) == 1 else { return false }
    let many = (0..<2_000).map { Note.Where.text(.contains("\($0)")) }
    return try await Note.count(in: db, where: .or(many)) == 0
}

func fullStoreGoesOn() async throws(StoreError) -> Bool {
    var options = StoreOptions()
    options.maximumBytes = 200 * 4_096
    let db = try await Note.open("small", options: options)
    let failure = await fill(db, 20_000, text: "a text of some length, so that fewer will do")
    guard case .full = failure else { return false }
    try await Note(number: 1, text: "one").save(in: db)
    return try await Note.count(in: db) == 1
}

func manyRowsAreRead() async throws(StoreError) -> Bool {
    let db = try await emptied("many")
    var text = ""
    for _ in 0..<60 { text += "0123456789" }
    for part in 0..<10 {
        if await fill(db, 1_000, from: part * 1_000, text: text) != nil { return false }
    }
    let sum = try blockingSum(db)
    print("memory: \(Guest.memory.peakPages * 4) KB of \(Guest.memory.pagesTotal * 4) KB at most")
    return sum == 10_000 * 9_999 / 2
}

// MARK: Helpers

// Where nothing is awaited, these are the forms that block.
func blockingCount(_ db: Store) throws(StoreError) -> Int { try Note.count(in: db) }

func blockingSum(_ db: Store) throws(StoreError) -> Int {
    var sum = 0
    try Note.each(in: db) { note throws(StoreError) in sum += note.number }
    return sum
}

actor Ticks {
    private(set) var count = 0

    func tick() { count += 1 }
}

func emptied(_ name: String) async throws(StoreError) -> Store {
    let db = try await Note.open(name)
    try await Note.delete(from: db, where: .all)
    return db
}

/// Adds notes in one transaction; what went wrong, if anything.
func fill(_ db: Store, _ count: Int, from first: Int = 0, text: String = "text") async
    -> StoreError?
{
    do throws(StoreError) {
        try await db.write { tx throws(StoreError) in
            for number in first..<(first + count) {
                try Note(number: number, text: text).save(in: tx)
            }
        }
        return nil
    } catch {
        return error
    }
}
