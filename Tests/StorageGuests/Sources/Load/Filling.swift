// A disk that is written full: the transaction that does not fit leaves nothing behind, what was there can be read,
// and after something was deleted there is room again.
import GuestRuntime
import LoadTexts

/// Writes until there is no room.
struct Filling {
    let store: Store
    private(set) var count: Int64

    init(_ store: Store, from count: Int64) {
        self.store = store
        self.count = count
    }

    mutating func run() async throws(StoreError) {
        try await fill()
        try await verify("what did not fit left something behind")
        try await shrink(to: count / 2)
        print("SHRUNK \(count)")
        try await verify("what was deleted left something behind")
        let goal = count + 20
        while count < goal { try await step() }
        print("ACK \(count)")
        try await verify("what was written after that")
    }

    private mutating func fill() async throws(StoreError) {
        while true {
            do throws(StoreError) {
                try await step()
            } catch .full {
                print("FULL \(count)")
                return
            }
        }
    }

    private mutating func step() async throws(StoreError) {
        let last = LoadTexts.end(after: count)
        try await WriteLoad.write(from: count, to: last, in: store)
        count = last
    }

    /// Deletes the last entries, a few at a time: a log of what is deleted needs room as well.
    private mutating func shrink(to goal: Int64) async throws(StoreError) {
        while count > goal {
            let (former, last) = (count, max(goal, count - 5))
            try await store.write { tx throws(StoreError) in
                try Entry.delete(from: tx, where: .number(.greaterThan(last)))
                try Mark.delete(from: tx, id: former)
                try Mark(last).insert(into: tx)
            }
            count = last
        }
    }

    private func verify(_ what: StaticString) async throws(StoreError) {
        switch try await Verification(of: store) {
        case .counted(let found) where found == count: print("USABLE \(count)")
        case .counted(let found): fail("\(what): \(found) entries in place of \(count)")
        case .wrong(let mistake): fail("\(what): \(mistake)")
        }
    }
}
