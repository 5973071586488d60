// SPDX-License-Identifier: MIT
// A store on a full disk with a write-ahead log: what was written before is in the log as well as in its place, and
// whoever wants to delete needs room in the log first. A volume keeps some (Documentation/Storage.md, "A full volume"), which
// a checkpoint gives back.

extension Connection {
    /// Runs work that writes. When it finds no room, the log is checkpointed, as far as that can be, and gives its room
    /// back; so the next transaction, if it is smaller or deletes, succeeds.
    func makingRoom<Result>(
        _ body: () throws(StoreError) -> Result
    ) throws(StoreError) -> Result {
        do throws(StoreError) {
            return try body()
        } catch {
            if case .full = error, !isInTransaction {
                // A checkpoint's failure would go unnoticed, and hide that of a sync after it.
                try syncCommits()
                try? execute("PRAGMA wal_checkpoint(TRUNCATE)")
            }
            throw error
        }
    }
}
