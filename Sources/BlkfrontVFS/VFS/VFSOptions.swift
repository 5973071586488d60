// SPDX-License-Identifier: MIT
// The options of a VFS, and its environment: a clock, random numbers, and sleep.

import DiskVolume

/// How databases of a volume are used.
public struct VFSOptions: Sendable {
    /// The commit mode until `PRAGMA commit_mode` changes it.
    public var commitMode: CommitMode
    /// Whether the pages of new databases carry checksums.
    public var checksPages: Bool
    /// Whether pages of new databases have room for records of a commit log. Transactions are then
    /// written to it, if they fit, as one batch without a journal.
    public var usesCommitLog: Bool
    /// Whether pages smaller than a block, 512 to 2,048 bytes, are allowed: for tests. Writing such
    /// a page endangers its neighbours in the block, so SQLITE_IOCAP_POWERSAFE_OVERWRITE is off.
    /// Databases without checksums may then change their page size.
    public var allowsSmallPages: Bool

    /// Creates options; by default durable commits, checksums, a commit log, and pages of whole
    /// blocks.
    public init(
        commitMode: CommitMode = .durable, checksPages: Bool = true, usesCommitLog: Bool = true,
        allowsSmallPages: Bool = false
    ) {
        self.commitMode = commitMode
        self.checksPages = checksPages
        self.usesCommitLog = usesCommitLog
        self.allowsSmallPages = allowsSmallPages
    }
}

extension VFSOptions {
    /// Bytes that each page of a new database reserves at its end: 8 for the checksum, 32 with the
    /// record of the commit log, 0 without checksums.
    public var reservedBytes: Int {
        if !checksPages { return 0 }
        return usesCommitLog ? CommitRecord.reservedBytes : PageChecksum.byteCount
    }
}

/// The system functions besides files that SQLite needs.
public struct VFSEnvironment {
    /// Milliseconds since 1970-01-01 00:00 UTC.
    public var now: () -> Int64
    /// Returns 64 random bits, unpredictable enough to seed a generator.
    public var random: () -> UInt64
    /// Waits so many microseconds.
    public var sleep: (Int) -> Void

    /// Creates an environment.
    public init(
        now: @escaping () -> Int64, random: @escaping () -> UInt64,
        sleep: @escaping (Int) -> Void
    ) {
        self.now = now
        self.random = random
        self.sleep = sleep
    }
}
