// A guest that writes, verifies or fails to, as its command line says (Words). The last line says how it went: `DONE`,
// `REFUSED` with the error as a user reads it, or `WRONG` with what should not be.
import DiskVolume
import GuestRuntime
import _Concurrency

@main struct Load {
    static func main() async {
        print("BOOT \(Guest.commandLine)")
        let words = Words(Guest.commandLine)
        let pulse = Pulse()
        pulse.listen()
        if words.ticks { pulse.beat() }
        do throws(StoreError) {
            try await work(words, pulse)
            print("DONE")
        } catch {
            print("REFUSED \(error)")
        }
        if words.stays { try? await Task.sleep(for: .seconds(3_600)) }
    }

    private static func work(_ words: Words, _ pulse: Pulse) async throws(StoreError) {
        if words.work == .names { return await refusedNames() }
        if words.isReadOnly {
            _ = try await verified(try await Entry.openReadOnly("load", options: words.options))
            return
        }
        let store = try await Entry.open("load", options: words.options)
        print("CLASS \(Storage.volume?.durability.description ?? "none")")
        let count = try await verified(store)
        switch words.work {
        case .load:
            var load = WriteLoad(store, words, from: count, pulse)
            try await load.run()
            _ = try await verified(store)
        case .fill:
            var filling = Filling(store, from: count)
            try await filling.run()
        case .verify, .names: break
        }
        try store.close()
        report(await settledCounters())
    }

    /// What the disk was asked for, when it has answered all of it: the backend has counted the same by then.
    private static func settledCounters() async -> BlockCounters {
        try? await Storage.onFiber { () throws(StoreError) in
            do throws(BlockFault) {
                try Storage.volume?.device.flush()
            } catch {
                print("UNFLUSHED \(error)")
            }
        }
        return Storage.counters
    }

    private static func verified(
        _ store: some AsyncReadSource & ReadSource
    ) async throws(StoreError) -> Int64 {
        switch try await Verification(of: store) {
        case .counted(let count):
            print("VERIFIED \(count)")
            return count
        case .wrong(let mistake): fail(mistake)
        }
    }

    /// Stores that cannot be opened, on a disk that is in order.
    private static func refusedNames() async {
        for path in [String(repeating: "n", count: 129), "load", "load"] {
            do throws(StoreError) {
                let store = try await Entry.open(path)
                print("OPENED \(path)")
                unsafe kept.append(store)
            } catch {
                print("REFUSED \(error)")
            }
        }
    }

    // SAFETY: a guest has one thread.
    private nonisolated(unsafe) static var kept: [Store] = []

    /// What the disk was asked for, in the words of the lab's result files: to xen-blkback a barrier is a flush that
    /// carries something, and not a write.
    private static func report(_ counters: BlockCounters) {
        print(
            "COUNTED reads \(counters.reads) writes \(counters.writes - counters.barriers)"
                + " flushes \(counters.flushes + counters.barriers) discards \(counters.discards)"
                + " sectors-read \(counters.bytesRead / 512)"
                + " sectors-written \(counters.bytesWritten / 512)")
        print("SEGMENTS \(counters.segments) BARRIERS \(counters.barriers) WAITS \(counters.waits)")
    }
}

/// Ends the guest with a crash: what it found must not be.
func fail(_ mistake: String) -> Never {
    print("WRONG \(mistake)")
    Guest.panic("the store does not hold what was written to it")
}
