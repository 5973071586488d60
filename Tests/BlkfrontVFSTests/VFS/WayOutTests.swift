// SPDX-License-Identifier: MIT
// Goal: whoever has filled a volume gets out of it by deleting, in every journal mode, and can use the room again.
// Method: rows of 20 KB until there is no room, on the smallest volume and a small one, reopened or not; then deletions of
// one row, of several, and of all in batches, then as many rows once more.

import BlkfrontVFS
import BlockIO
import CSQLite
import Testing

@Suite struct WayOutTests {
    /// Without OFF, which cannot undo the transaction that finds no room.
    private static let modes = journalModes.filter { $0 != "OFF" }
    private static let full = SQLFailure(code: SQLITE_FULL, text: "database or disk is full")

    /// Puts rows in, one a transaction, until there is no room; returns the highest number.
    private func fill(_ connection: RawConnection, from first: Int = 1) throws -> Int {
        for number in first... {
            let insert = "INSERT INTO row VALUES(\(number), zeroblob(20000))"
            do throws(SQLFailure) { try connection.run(insert) } catch {
                #expect(error == Self.full)
                // As a store does (Connection+Room.swift), and anybody can; without a log it does nothing.
                try connection.run("PRAGMA wal_checkpoint(TRUNCATE)")
                do throws(SQLFailure) { try connection.run(insert) } catch {
                    #expect(error == Self.full)
                    return number - 1
                }
            }
        }
        return 0
    }

    private func open(_ system: TestVFS, _ journal: String) throws -> RawConnection {
        let connection = try system.open()
        try connection.run("PRAGMA journal_mode = \(journal)")
        return connection
    }

    @Test(arguments: [256, 2048], Self.modes)
    func rowsCanBeDeletedFromAFullVolume(blockCount: Int, journal: String) throws {
        // Pages of 20 rows fit into a journal in the reserve of the larger, of four into that of the smallest.
        let several = blockCount == 256 ? 4 : 10
        for reopens in [false, true] {
            let disk = RAMDisk(blockCount: blockCount)
            var system = try TestVFS(on: disk)
            var connection = try open(system, journal)
            try connection.run("CREATE TABLE row(id INTEGER PRIMARY KEY, photo BLOB)")
            let count = try fill(connection)
            #expect(count >= (blockCount == 256 ? 34 : 360))
            if reopens {
                connection.close()
                system = try TestVFS(on: disk, formats: false)
                connection = try open(system, journal)
            }
            try connection.run("DELETE FROM row WHERE id = 1")
            try connection.run("DELETE FROM row WHERE id <= \(1 + several)")
            var left = count - 1 - several
            #expect(try connection.value("SELECT count(*) FROM row") == "\(left)")
            while left > 0 {
                try connection.run("PRAGMA wal_checkpoint(TRUNCATE)")
                try connection.run(
                    "DELETE FROM row WHERE id IN (SELECT id FROM row ORDER BY id LIMIT \(several))")
                left = max(left - several, 0)
                #expect(try connection.value("SELECT count(*) FROM row") == "\(left)")
            }
            #expect(try connection.value("PRAGMA integrity_check") == "ok")
            for number in 1...count {
                try connection.run("INSERT INTO row VALUES(\(number), zeroblob(20000))")
                try connection.run("PRAGMA wal_checkpoint(TRUNCATE)")
            }
            #expect(try connection.value("PRAGMA integrity_check") == "ok")
            connection.close()
        }
    }

    @Test(arguments: Self.modes, Self.modes)
    func aFullVolumeStopsNoOtherDatabase(first: String, second: String) throws {
        let system = try TestVFS(on: RAMDisk(blockCount: 1024))
        let one = try open(system, first)
        try one.run("CREATE TABLE row(id INTEGER PRIMARY KEY, photo BLOB)")
        for number in 1...20 {
            try one.run("INSERT INTO row VALUES(\(number), zeroblob(20000))")
        }
        let two = try system.open("two")
        try two.run("PRAGMA journal_mode = \(second)")
        try two.run("CREATE TABLE row(id INTEGER PRIMARY KEY, photo BLOB)")
        let count = try fill(two)
        // What the first has committed, in whatever log, finds its place, and both can delete.
        #expect(try one.value("SELECT count(*), sum(length(photo)) FROM row") == "20")
        if first == "WAL" {
            #expect(try one.rows("PRAGMA wal_checkpoint(TRUNCATE)") == [["0", "0", "0"]])
        }
        for (connection, rows) in [(one, 20), (two, count), (one, 19), (two, count - 1)] {
            try connection.run("DELETE FROM row WHERE id IN (SELECT id FROM row LIMIT 1)")
            #expect(try connection.value("SELECT count(*) FROM row") == "\(rows - 1)")
            try connection.run("UPDATE row SET photo = zeroblob(19999) WHERE id = 20")
        }
        for connection in [one, two] {
            #expect(try connection.value("PRAGMA integrity_check") == "ok")
        }
    }

    @Test(arguments: ["DELETE", "TRUNCATE", "PERSIST"])
    func aDeletionThatShortensTheFileIsUndoneOnAFullVolume(journal: String) throws {
        let disk = EpochDisk(blockCount: 256)
        let system = try TestVFS(on: disk)
        let connection = try system.open()
        try connection.run("PRAGMA auto_vacuum = FULL")
        try connection.run("PRAGMA journal_mode = \(journal)")
        try connection.run("CREATE TABLE row(id INTEGER PRIMARY KEY, photo BLOB)")
        let count = try fill(connection)
        // As a power cut leaves the disk that loses nothing of its cache.
        var cuts: [[UInt8]] = []
        disk.beforeEachStep = { [unowned disk] in cuts.append(disk.image) }
        try connection.run("DELETE FROM row WHERE id <= 4")
        disk.beforeEachStep = nil
        cuts.append(disk.image)
        connection.close()
        var undone = 0
        for cut in cuts {
            let again = try TestVFS(on: EpochDisk(image: cut), formats: false).open()
            let left = try again.value("SELECT count(*) FROM row")
            #expect(left == "\(count)" || left == "\(count - 4)")
            #expect(try again.value("PRAGMA integrity_check") == "ok")
            if left == "\(count)" { undone += 1 }
        }
        #expect(undone > 2 && undone < cuts.count)
    }

    @Test func aLogThatIsNotInItsPlaceKeepsItsRoomOverARemount() throws {
        let disk = RAMDisk(blockCount: 1024)
        var system = try TestVFS(on: disk)
        let one = try open(system, "WAL")
        try one.run("CREATE TABLE row(id INTEGER PRIMARY KEY, photo BLOB)")
        for number in 1...20 {
            try one.run("INSERT INTO row VALUES(\(number), zeroblob(20000))")
        }
        // The disk as it is now: the log is full, and nobody has opened the database when the other begins.
        let copy = RAMDisk(blockCount: 1024)
        try copyContent(of: disk, to: copy)
        one.close()
        system = try TestVFS(on: copy, formats: false)
        let two = try system.open("two")
        try two.run("CREATE TABLE row(id INTEGER PRIMARY KEY, photo BLOB)")
        #expect(try fill(two) > 20)
        let again = try open(system, "WAL")
        #expect(try again.value("SELECT count(*) FROM row") == "20")
        #expect(try again.rows("PRAGMA wal_checkpoint(TRUNCATE)") == [["0", "0", "0"]])
        try again.run("DELETE FROM row WHERE id = 1")
        #expect(try again.value("PRAGMA integrity_check") == "ok")
    }

    private func copyContent(of disk: RAMDisk, to copy: RAMDisk) throws {
        let bytes = UnsafeMutableRawBufferPointer.allocate(
            byteCount: Int(disk.geometry.byteCount), alignment: blockSize)
        defer { bytes.deallocate() }
        try disk.read(from: 0, into: bytes)
        try copy.write(to: 0, from: UnsafeRawBufferPointer(bytes))
    }
}
