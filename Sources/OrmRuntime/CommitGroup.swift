// SPDX-License-Identifier: MIT
// Group commit: a connection's deferred commits and the jobs that wait for their sync (decision
// 16).
//
//     synced --deferred commit--> unsynced --sync--> synced            every member resumed: success
//                                     `-----sync fails--> failed       every member resumed: the failure
//
// I1  `isUnsynced` is true from a deferred commit until the next sync.
// I2  A member is a result computed while a commit was unsynced. It may depend on data that a power
//     cut would undo, so it is delivered after the sync. Members exist only while `isUnsynced`.
// I3  Members are resumed once, in the order of their work.
// I4  While members wait, a write is queued. The last queued write ends the group with a sync.

/// Commits that share one sync. Part of its connection, and used by one thread at a time like it.
final class CommitGroup {
    /// How commits are deferred and later made durable together.
    enum SyncMethod {
        /// Commits are not deferred.
        case none
        /// On a volume: `commit_mode=gathered`, then a `flush`.
        case flush
        /// With a write-ahead log in a file: `synchronous=NORMAL`, then a sync of the log.
        case logSync
    }

    /// When a group ends although more writes are queued.
    struct Bounds {
        /// Shared by this many, a flush costs less than their statements. Each member holds its
        /// result in memory.
        var members = 128
        /// About the time of a flush, so that waiting for other commits takes no longer than
        /// waiting for the disk.
        var nanoseconds: UInt64 = 5_000_000
    }

    /// When a write-ahead log is checkpointed. A checkpoint must follow a sync, so a due one ends
    /// the group.
    struct Log {
        /// The log size at which a checkpoint is due.
        var pages: Int32 = 1_000
        private var next: Int32 = 0
        private(set) var isDue = false

        init() {}

        mutating func grew(to count: Int32) {
            if count < pages { next = pages }
            isDue = count >= next
        }

        /// Postpones a checkpoint that readers blocked. Retrying with each commit would prevent
        /// groups.
        mutating func wasTried(at count: Int32) {
            isDue = false
            next = max(pages, count) + max(1, pages / 8)
        }
    }

    var syncMethod = SyncMethod.none
    var bounds = Bounds()
    /// Whether commits are currently deferred.
    var isDeferring = false
    /// I1.
    private(set) var isUnsynced = false
    var log = Log()
    /// Why a sync failed. After that the state of the disk is unknown.
    private(set) var failure: StoreError?
    /// Whether a sync failed. Checked before each statement, since copying the error would be slow.
    private(set) var hasFailed = false
    /// When the first of the unsynced commits was made.
    private var beginning: UInt64 = 0
    /// I2, I3. Each is called with the failure, if there was one.
    private var members: [(StoreError?) -> Void] = []
}

extension CommitGroup {
    /// Records a deferred commit.
    func committed() {
        guard !isUnsynced else { return }
        isUnsynced = true
        beginning = monotonicNanoseconds()
    }

    func append(_ member: @escaping (StoreError?) -> Void) {
        members.append(member)
    }

    /// Whether the oldest unsynced commit has waited long enough.
    var isLate: Bool {
        isUnsynced && monotonicNanoseconds() &- beginning >= bounds.nanoseconds
    }

    /// Whether the group has reached one of its bounds.
    var isFull: Bool {
        members.count >= bounds.members || log.isDue || isLate
    }

    /// Ends the group and returns its members. The caller resumes them with `failure`.
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
