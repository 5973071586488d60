// SPDX-License-Identifier: MIT
// Group commit: the deferred commits of a connection, which are not durable yet, and who waits for them (decision 16).
//
//     synced --deferred commit--> unsynced --sync--> synced            every member resumed: success
//                                     `-----sync fails--> failed       every member resumed: the failure
//
// I1  `isUnsynced` is true from a deferred commit until the sync after it.
// I2  A member is an outcome that was reached while a commit was unsynced: it may tell of what a power cut would
//     take back, so nobody gets it before the sync. There are members only while a commit is unsynced.
// I3  Members are resumed once, in the order in which their work was done.
// I4  Where members wait, a write waits in the store's queue, whose end syncs.

/// Commits that share one wait for the disk. A part of its connection, and like that lent to one thread at a time.
final class CommitGroup {
    /// How commits are deferred, and made durable together later.
    enum SyncMethod {
        /// Not at all, or there is nothing to wait for.
        case none
        /// A volume's: `commit_mode=gathered`, then its `flush`.
        case flush
        /// A write-ahead log's in a file: `synchronous=NORMAL`, then a sync of the log.
        case logSync
    }

    /// When a group ends though more writes wait.
    struct Bounds {
        /// A flush divided among so many is cheaper than their statements; and each holds its result in memory.
        var members = 128
        /// About what a flush takes, so that nobody waits much longer for the others than for the disk.
        var nanoseconds: UInt64 = 5_000_000
    }

    /// When a write-ahead log is checkpointed. That has to come after a sync, so a log that is due ends a group.
    struct Log {
        /// How many there should be.
        var pages: Int32 = 1_000
        private var next: Int32 = 0
        private(set) var isDue = false

        init() {}

        mutating func grew(to count: Int32) {
            if count < pages { next = pages }
            isDue = count >= next
        }

        /// Tried in vain while others read: not again with each commit, or there would be no groups.
        mutating func wasTried(at count: Int32) {
            isDue = false
            next = max(pages, count) + max(1, pages / 8)
        }
    }

    var syncMethod = SyncMethod.none
    var bounds = Bounds()
    /// Whether commits are deferred at present.
    var isDeferring = false
    /// I1.
    private(set) var isUnsynced = false
    var log = Log()
    /// Why a sync failed; from then on nobody knows what the disk has.
    private(set) var failure: StoreError?
    /// Whether a sync failed: asked for each statement, and an error is large.
    private(set) var hasFailed = false
    /// When the first of the unsynced commits was made.
    private var beginning: UInt64 = 0
    /// I2, I3; each is told the failure, if there was one.
    private var members: [(StoreError?) -> Void] = []
}

extension CommitGroup {
    /// Says that a commit was deferred.
    func committed() {
        guard !isUnsynced else { return }
        isUnsynced = true
        beginning = monotonicNanoseconds()
    }

    func append(_ member: @escaping (StoreError?) -> Void) {
        members.append(member)
    }

    /// Whether those that wait have waited for others long enough.
    var isLate: Bool {
        isUnsynced && monotonicNanoseconds() &- beginning >= bounds.nanoseconds
    }

    /// Whether the group must not grow any more.
    var isFull: Bool {
        members.count >= bounds.members || log.isDue || isLate
    }

    /// Ends the group; the members are the caller's to resume, with `failure`.
    func end(_ failure: StoreError?) -> [(StoreError?) -> Void] {
        isUnsynced = false
        if let failure, !hasFailed {
            self.failure = failure
            hasFailed = true
        }
        defer { members = [] }
        return members
    }
}
