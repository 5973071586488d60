// A database on a fresh disk, its transactions, and what they cost.
import BlkfrontVFS
import BlockIO
import CMeasure
import CSQLite
import DiskVolume

/// A connection with one journal mode, for transactions of one size.
@safe final class CostSession {
    private let pages: Int
    private let usesCommitLog: Bool
    private let vfs: VolumeVFS
    private var connection: OpaquePointer?

    init(
        _ journal: String, _ commit: String, _ pages: Int, _ pool: PagePool
    ) throws(MeasureFailure) {
        self.pages = pages
        usesCommitLog = journal == CostWorkload.commitLog
        vfs = try Self.vfs(
            on: RAMDisk(blockCount: CostWorkload.blockCount), pool, usesCommitLog: usesCommitLog)
        let flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE
        guard unsafe sqlite3_open_v2("data", &connection, flags, vfs.name) == SQLITE_OK else {
            throw MeasureFailure(reason: "the database could not be opened")
        }
        try run(CostWorkload.setup(journal, commit, usesCommitLog: usesCommitLog))
    }

    deinit {
        unsafe sqlite3_close_v2(connection)
        vfs.unregister()
    }

    /// The instructions of all transactions, warm.
    func measure() throws(MeasureFailure) -> UInt64 {
        var texts: [String] = []
        for number in 0..<CostWorkload.count(pages) {
            texts.append(CostWorkload.transaction(pages, number))
        }
        for _ in 0..<CostWorkload.warmRounds(pages, usesCommitLog: usesCommitLog) {
            for text in texts { try run(text) }
        }
        try run(CostWorkload.checkpointAndFlush)
        let start = measure_counter()
        for text in texts { try run(text) }
        return measure_counter() - start
    }

    /// Runs all statements of a text; what they return is of no interest.
    private func run(_ sql: String) throws(MeasureFailure) {
        // SAFETY: the text lives through the call, and nobody else has the connection.
        let code = unsafe sql.withCString { unsafe sqlite3_exec(connection, $0, nil, nil, nil) }
        guard code == SQLITE_OK else {
            throw MeasureFailure(
                reason: "\(sql): \(code), \(unsafe String(cString: sqlite3_errmsg(connection)))")
        }
    }

    private static func vfs(
        on disk: RAMDisk, _ pool: PagePool, usesCommitLog: Bool
    ) throws(MeasureFailure) -> VolumeVFS {
        let volume: Volume
        do throws(VolumeError) {
            // Nobody has to look whether it is blank, which takes longer than all else.
            try Volume.format(disk, identity: (1, 1), replacesContent: true)
            var identifier: UInt64 = 0
            volume = try Volume(on: disk, options: MountOptions(allowsVolatile: true)) {
                identifier += 1
                return identifier
            }
        } catch {
            throw MeasureFailure(reason: "there is no volume: \(error)")
        }
        volume.share(pool)
        do throws(StorageFailure) {
            return try VolumeVFS.register(
                volume, options: VFSOptions(usesCommitLog: usesCommitLog),
                environment: VFSEnvironment(now: { 0 }, random: { 1 }, sleep: { _ in }))
        } catch {
            throw MeasureFailure(reason: error.text)
        }
    }
}
