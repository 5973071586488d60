// SPDX-License-Identifier: MIT
// A store with a write-ahead log on a full disk. Pages are both in the log and in the database, and
// a delete first needs space in the log. A volume reserves some (Documentation/Operating.md, "When
// a volume is full"), which a checkpoint frees.

extension Connection {
    /// Runs a write. If it fails for lack of space, checkpoints the log as far as possible and
    /// truncates it, so that the next, smaller or deleting, transaction succeeds.
    func makingRoom<Result>(
        _ body: () throws(StoreError) -> Result
    ) throws(StoreError) -> Result {
        do throws(StoreError) {
            return try body()
        } catch {
            if case .full = error, !isInTransaction {
                // A failed checkpoint would go unnoticed and hide the failure of a later sync.
                try syncCommits()
                try? execute("PRAGMA wal_checkpoint(TRUNCATE)")
            }
            throw error
        }
    }
}
