// Goal: whatever request of the disk fails, SQLite gets an error or the right answer, never a wrong one; and after a
// failed write or flush nothing is reported as written until the volume is mounted anew.
// Method: a small workload on a disk whose n-th request fails, for each n; then the disk is reset, mounted and read.
import BlkfrontVFS
import BlockIO
import CSQLite
import TestSupport
import Testing

@Suite struct FaultTests {
    private static let statements = (1...6).map { number in
        """
        BEGIN; INSERT INTO contact VALUES(\(number), 'name \(number)', zeroblob(\(number * 1500)), \(number));
        UPDATE contact SET age = age + 1; COMMIT
        """
    }

    /// The content after each commit.
    private static func states() throws -> [[[String]]] {
        let connection = try RawConnection(":memory:", vfs: "unix")
        try connection.run(Workload.schema)
        var states = [try connection.contacts()]
        for statement in statements {
            try connection.run(statement)
            states.append(try connection.contacts())
        }
        return states
    }

    @Test(arguments: ["DELETE", "TRUNCATE", "PERSIST", "WAL"])
    func everyRequestMayFail(journal: String) throws {
        let states = try Self.states()
        let prepared = EpochDisk(blockCount: 400, durability: .flush)
        do {
            let connection = try TestVFS(on: prepared).open()
            try connection.run("PRAGMA journal_mode = \(journal)")
            try connection.run(Workload.schema)
        }
        var failing = 1
        var poisoned = 0
        while true {
            let disk = ScriptedDisk(
                EpochDisk(image: prepared.image, durability: .flush), .failRequest(failing))
            let system = try? TestVFS(on: disk, formats: false)
            guard let system else {
                // The fault was met while mounting.
                failing += 1
                continue
            }
            let acknowledged = try run(system, disk, journal, states, &poisoned)
            try verify(disk, states, acknowledged, "request \(failing) of \(journal)")
            guard disk.met != nil else { break }
            failing += 1
        }
        #expect(failing > 20)
        #expect(poisoned > 5)
    }

    /// Runs what can be run; returns how many commits were acknowledged, with those that were still tried.
    private func run(
        _ system: TestVFS, _ disk: ScriptedDisk, _ journal: String, _ states: [[[String]]],
        _ poisoned: inout Int
    ) throws -> ClosedRange<Int> {
        guard let connection = try? system.open() else { return 0...0 }
        var done = 0
        do {
            try connection.run("PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = 3")
            for statement in Self.statements {
                try connection.run(statement)
                done += 1
                #expect(try connection.contacts() == states[done])
            }
            return done...done
        } catch let failure {
            let kind = failure.code & 0xff
            #expect(kind == SQLITE_IOERR || kind == SQLITE_CANTOPEN, "\(failure)")
            #expect(system.vfs.lastFailure != nil)
        }
        _ = try? connection.run("ROLLBACK")
        // What can be read now is a state, or an error.
        if let content = try? connection.contacts() {
            #expect(states[done...min(done + 1, 6)].contains(content))
        }
        switch disk.met {
        case .writeFailed, .flushFailed:
            poisoned += 1
            for _ in 0..<2 {
                #expect(throws: SQLFailure.self) {
                    try connection.run("INSERT INTO contact VALUES(2000, 'never', NULL, 0)")
                }
            }
            connection.close()
            // Neither does opening the database again help, on this mount.
            if let again = try? system.open() {
                #expect(throws: SQLFailure.self) {
                    try again.run("INSERT INTO contact VALUES(2000, 'never', NULL, 0)")
                }
            }
        default: break
        }
        return done...min(done + 1, 6)
    }

    private func verify(
        _ disk: ScriptedDisk, _ states: [[[String]]], _ allowed: ClosedRange<Int>, _ name: String
    ) throws {
        try disk.reset()
        disk.policy = .obey
        let connection = try TestVFS(on: disk, formats: false).open()
        let content = try connection.contacts()
        #expect(states[allowed].contains(content), "\(name)")
        #expect(try connection.value("PRAGMA integrity_check") == "ok", "\(name)")
        try connection.run("INSERT INTO contact VALUES(2000, 'after', NULL, 0)")
    }
}
