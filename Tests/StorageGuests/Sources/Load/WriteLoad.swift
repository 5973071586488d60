// The load: transactions of 1 to 40 entries, each durable when it is acknowledged.
//
//     BEGIN 17     the transaction that ends with entry 17 is about to begin; whoever reads the console has read it
//     ACK 17       it is committed: whatever happens, it must be there from now on
import GuestRuntime
import LoadTexts
import _Concurrency

/// Writes transactions until it is told to end.
struct WriteLoad {
    let store: Store
    let words: Words
    let pulse: Pulse
    private(set) var count: Int64

    init(_ store: Store, _ words: Words, from count: Int64, _ pulse: Pulse) {
        self.store = store
        self.words = words
        self.count = count
        self.pulse = pulse
    }

    mutating func run() async throws(StoreError) {
        while count < words.end, !pulse.isAskedToEnd {
            var last = count
            for _ in 0..<words.burst { last = LoadTexts.end(after: last) }
            announce(last)
            let before = pulse.ticks
            while count < last { try await step() }
            print(words.ticks ? "ACK \(last) TICKS \(pulse.ticks - before)" : "ACK \(last)")
            if words.pauseMilliseconds > 0 {
                try? await Task.sleep(for: .milliseconds(words.pauseMilliseconds))
            }
        }
    }

    private mutating func step() async throws(StoreError) {
        let last = LoadTexts.end(after: count)
        do throws(StoreError) {
            try await Self.write(from: count, to: last, in: store)
        } catch {
            // A disk that is full may well take what is smaller.
            if case .full = error { throw error }
            await tryAgain()
            throw error
        }
        count = last
    }

    /// After an error of the disk nothing must work by itself again, since nobody knows what it has lost.
    private func tryAgain() async {
        do throws(StoreError) {
            try await Self.write(from: count, to: LoadTexts.end(after: count), in: store)
            fail("a store went on after an error of its disk")
        } catch {
            print("AGAIN \(error)")
        }
    }

    /// One transaction, from the state that `count` transactions' entries left to that of `last`.
    static func write(
        from count: Int64, to last: Int64, in store: Store
    ) async throws(StoreError) {
        try await store.write { tx throws(StoreError) in
            for number in (count + 1)...last { try Entry(number).insert(into: tx) }
            if count > 0, try !Mark.delete(from: tx, id: count) { fail("mark \(count) was gone") }
            try Mark(last).insert(into: tx)
        }
    }

    /// Says what is about to be written, and waits until it was read: if the domain ends now, it is known.
    private func announce(_ last: Int64) {
        print("BEGIN \(last)")
        guard let console = Guest.console else { return }
        _ = console.flush(until: Guest.loop.now.advanced(byNanoseconds: 10_000_000_000))
    }
}
