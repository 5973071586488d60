// SPDX-License-Identifier: MIT
// Goal: a text is one name of a database to whoever checks, opens or removes it, or none. Method: a table of texts, and
// each name used through the volume and through SQLite.

import BlockIO
import CSQLite
import DiskVolume
import Testing
import VolumeSupport

@testable import BlkfrontVFS

@Suite struct DatabaseNameTests {
    @Test(
        arguments: [
            ("", .length(byteCount: 0)), ("///", .length(byteCount: 0)),
            (String(repeating: "ä", count: 65), .length(byteCount: 130)),
            ("a\0b", .zeroByte), (":memory:", .inMemory), ("//:memory:", .inMemory),
            ("a-journal", .log), ("a-wal", .log), ("/-wal", .log), ("-journal", .log),
        ] as [(String, DatabaseName.Fault)])
    func textsThatAreNoNames(text: String, fault: DatabaseName.Fault) {
        #expect(throws: VolumeError.badName(fault)) { try DatabaseName(text) }
    }

    @Test(arguments: [
        ("data", "data"), ("/data", "data"), ("///a/b/", "a/b/"), ("file:data", "file:data"),
        ("file:data?mode=memory", "file:data?mode=memory"), ("memory", "memory"),
        ("a-shm", "a-shm"), ("wal", "wal"), ("-wal-", "-wal-"), (".", "."), (" ", " "),
        ("%41", "%41"),
        (String(repeating: "/", count: 200) + "ä", "ä"),
        (String(repeating: "x", count: 128), String(repeating: "x", count: 128)),
    ])
    func aNameIsTheSameToTheVolumeAndToSQLite(text: String, name: String) throws {
        let system = try TestVFS(on: RAMDisk(blockCount: 500))
        let database = try DatabaseName(text)
        #expect(database.text == name)
        let connection = try RawConnection(database.path, vfs: system.vfs.name)
        try connection.run("CREATE TABLE t(a); INSERT INTO t VALUES(7)")
        connection.close()
        #expect(system.volume.databases.map(\.name) == [name])
        #expect(system.volume.exists(database))
        let opened = try system.volume.open(database, create: false)
        #expect(opened.byteCount > 0)
        try opened.close()
        try system.volume.remove(database)
        #expect(system.volume.databases.isEmpty)
    }

    @Test func namesAreComparedByteForByte() throws {
        // The same letter, and not the same bytes.
        #expect(try DatabaseName("\u{e4}") != DatabaseName("a\u{308}"))
        let volume = try mount(formatted())
        try volume.open("\u{e4}", create: true).close()
        #expect(throws: VolumeError.noSuchDatabase("a\u{308}")) {
            try volume.open("a\u{308}", create: false)
        }
    }
}
