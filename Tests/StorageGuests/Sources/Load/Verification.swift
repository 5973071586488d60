// Whether a store holds what some number of whole transactions of the load leaves, and nothing else.
import GuestRuntime

/// What a look at a store found.
enum Verification: Sendable {
    /// The entries 1 to this number, and its mark.
    case counted(Int64)
    /// Something that no transaction wrote.
    case wrong(String)

    /// Reads all of the store, in one moment of it.
    init(of store: some AsyncReadSource & ReadSource) async throws(StoreError) {
        self = try await store.read { tx throws(StoreError) in
            var count: Int64 = 0
            var mistake: String?
            try Entry.each(in: tx, orderBy: .number) { entry in
                count += 1
                if mistake != nil { return }
                if entry.number != count {
                    mistake = "entry \(entry.number) in the place of \(count)"
                } else if !entry.text.utf8.elementsEqual(Entry(count).text.utf8) {
                    mistake = "the text of entry \(count)"
                }
            }
            if let mistake { return .wrong(mistake) }
            let marks = try Mark.get(from: tx, where: .all, orderBy: .number)
            if count == 0, marks.isEmpty { return .counted(0) }
            guard marks.count == 1, marks[0].number == count else {
                return .wrong("\(marks.count) marks beside \(count) entries")
            }
            guard marks[0].text.utf8.elementsEqual(Mark(count).text.utf8) else {
                return .wrong("the text of mark \(count)")
            }
            return .counted(count)
        }
    }
}
