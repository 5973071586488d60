// A guest has one thread: work is done where it is asked for. (Parking the task instead is the scheduler's
// business, below SQLite.)
// SPDX-License-Identifier: MIT
#if hasFeature(Embedded)
import _Concurrency

final class StorageThread: Sendable {
    func run<Value: Sendable>(
        _ work: @escaping @Sendable (StorageJob<Value>) throws(StoreError) -> Value
    ) async throws(StoreError) -> Value {
        try work(StorageJob())
    }
}

/// Nothing can cancel work that is done at once.
struct StorageJob<Value: Sendable>: Sendable {
    func begin(on connection: Connection) -> Bool { true }
    func end(on connection: Connection) {}
}
#endif
