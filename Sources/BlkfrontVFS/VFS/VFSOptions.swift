// SPDX-License-Identifier: MIT
// What whoever registers the VFS decides, and what it takes from outside: a clock, chance, and a way to wait.

/// How databases of a volume are used.
public struct VFSOptions: Sendable {
    /// What commits wait for until `PRAGMA commit_mode` says otherwise.
    public var commitMode: CommitMode
    /// Whether the pages of new databases carry checksums.
    public var checksPages: Bool
    /// Whether pages of new databases have room for records of a commit log, and transactions are written to it where
    /// there is room, as one batch that needs no journal.
    public var usesCommitLog: Bool
    /// Whether pages smaller than a block, 512 to 2,048 bytes, are allowed: for tests. Writing such a page puts its
    /// neighbours in the block at risk, so SQLite is no longer told that it does not. Then, too, the pages of a
    /// database without checksums may change their size.
    public var allowsSmallPages: Bool

    /// Options; by default durable commits, checksums, a commit log, and pages of whole blocks.
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
    /// Bytes that each page of a new database reserves at its end: 8 for the checksum, 32 with the record of the commit
    /// log, 0 for neither.
    public var reservedBytes: Int {
        if !checksPages { return 0 }
        return usesCommitLog ? CommitRecord.reservedBytes : PageChecksum.byteCount
    }
}

/// What SQLite asks of a system besides files.
public struct VFSEnvironment {
    /// Milliseconds since 1970-01-01 00:00 UTC.
    public var now: () -> Int64
    /// 64 random bits, unpredictable enough to seed a generator.
    public var random: () -> UInt64
    /// Waits so many microseconds.
    public var sleep: (Int) -> Void

    /// An environment.
    public init(
        now: @escaping () -> Int64, random: @escaping () -> UInt64,
        sleep: @escaping (Int) -> Void
    ) {
        self.now = now
        self.random = random
        self.sleep = sleep
    }
}
