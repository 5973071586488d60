// Goal: storage in a guest keeps its promises to tasks. Method: each fact is a function that throws what went wrong;
// a line for each that holds. The first word of the command line that is not for storage picks what to do.
import GuestRuntime
import _Concurrency

@main
struct StorageFact {
    static func main() async {
        do throws(StoreError) {
            try await prove("a store is kept on the disk", storeIsKept)
            try await prove("two stores share a disk", twoStoresShareADisk)
            try await prove("a store in memory needs no disk", storeInMemory)
            try await prove("tasks go on during a transaction", tasksGoOn)
            try await prove("a caller that blocks waits for its turn", blockingCallerWaits)
            try await prove("a cancelled transaction is undone", cancelledTransactionIsUndone)
            try await prove("a store used inside of its transaction is refused", nestedUseIsRefused)
            try await prove("conditions as deep as the limit fit the stack", deepConditionsFit)
            try await prove("a full store says so and goes on", fullStoreGoesOn)
            try await prove("more rows than memory are read one by one", manyRowsAreRead)
        } catch {
            print("error: \(error)")
            Guest.shutDown(.crash)
        }
        let counters = Storage.counters
        print(
            "disk: \(counters.waits) waits, \(counters.segments) segments,"
                + " \(counters.copiedBytes / UInt64(blockSize)) copied, \(counters.grants) grants")
    }

    static func prove(
        _ fact: StaticString, _ body: () async throws(StoreError) -> Bool
    ) async throws(StoreError) {
        guard try await body() else {
            print("FACT \(fact) FAILS")
            Guest.shutDown(.crash)
        }
        print("FACT \(fact) HOLDS")
    }
}
