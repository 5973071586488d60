// Goal: a page that the disk changed, lost or put elsewhere is an error and never an answer.
// Method: flip bits of pages on the disk, exchange pages, put old ones back; then read everything.
import BlkfrontVFS
import BlockIO
import CSQLite
import DiskVolume
import SeededRandom
import TestSupport
import Testing

@Suite struct ChecksumTests {
    let disk = RAMDisk(blockCount: 600)
    /// The block of each page, by its number.
    let places: [UInt32: UInt64]

    init() throws {
        // Pages are where they belong, not in a log.
        let system = try TestVFS(on: disk, options: VFSOptions(usesCommitLog: false))
        do {
            let connection = try system.open()
            try connection.run(Workload.schema)
            var workload = Workload(seed: Seed.ofThisRun)
            for _ in 0..<30 {
                var transaction = workload.transaction()
                transaction.isCommitted = true
                try connection.run(transaction)
            }
        }
        let identifier = system.volume.databases[0].identifier
        var places: [UInt32: UInt64] = [:]
        for block in 0..<disk.geometry.blockCount {
            let page = try disk.bytes(block)
            let number = page.suffix(4).reversed().reduce(0) { $0 << 8 | UInt32($1) }
            let fits = page.withUnsafeBytes {
                PageChecksum.verify($0, database: identifier, number: number)
            }
            if number > 0, fits { places[number] = block }
        }
        self.places = places
        try #require(places.count > 5)
    }

    /// Reads every page in use.
    private func readAll() throws {
        let connection = try TestVFS(on: disk, formats: false).open()
        _ = try connection.contacts()
        try connection.run("SELECT name FROM contact INDEXED BY contact_name ORDER BY name")
        #expect(try connection.value("PRAGMA integrity_check") == "ok")
    }

    @Test func everyPageInUseIsOnTheDiskWithItsChecksum() throws {
        let connection = try TestVFS(on: disk, formats: false).open()
        let count = try #require(UInt32(connection.value("PRAGMA page_count") ?? ""))
        let free = try #require(UInt32(connection.value("PRAGMA freelist_count") ?? ""))
        #expect(places.count >= count - free)
        connection.close()
        try readAll()
    }

    @Test func aBitThatChangedIsFound() throws {
        var random = SeededRandom(seed: Seed.ofThisRun)
        let connection = try TestVFS(on: disk, formats: false).open()
        let pages = try connection.rows(
            "SELECT pageno FROM dbstat WHERE name != 'sqlite_schema'"
        ).compactMap { UInt32($0[0]) }
        connection.close()
        for _ in 0..<60 {
            let number = pages[Int(random.next() % UInt64(pages.count))]
            let block = try #require(places[number])
            let before = try disk.bytes(block)
            var after = before
            after[Int(random.next() % 4096)] ^= 1 << UInt8(random.next() % 8)
            try disk.put(after, at: block)
            #expect(throws: SQLFailure(code: SQLITE_IOERR | 32 << 8, text: "disk I/O error")) {
                try readAll()
            }
            try disk.put(before, at: block)
        }
        try readAll()
    }

    @Test func aBitOfPageOneThatChangedIsFound() throws {
        let block = try #require(places[1])
        let before = try disk.bytes(block)
        // The header of 100 bytes bit by bit, the rest by samples.
        for bit in Array(0..<800) + Array(stride(from: 800, to: 32_768, by: 331)) {
            var after = before
            after[bit / 8] ^= 1 << UInt8(bit % 8)
            try disk.put(after, at: block)
            #expect(throws: SQLFailure.self, "bit \(bit % 8) of byte \(bit / 8)") { try readAll() }
        }
        try disk.put(before, at: block)
        try readAll()
    }

    @Test func exchangedPagesAreFound() throws {
        let connection = try TestVFS(on: disk, formats: false).open()
        let pages = try connection.rows(
            "SELECT pageno FROM dbstat WHERE name = 'contact' LIMIT 2"
        ).compactMap { UInt32($0[0]) }
        connection.close()
        let (one, two) = (try #require(places[pages[0]]), try #require(places[pages[1]]))
        let (first, second) = (try disk.bytes(one), try disk.bytes(two))
        try disk.put(first, at: two)
        try disk.put(second, at: one)
        #expect(throws: SQLFailure(code: SQLITE_IOERR | 32 << 8, text: "disk I/O error")) {
            try readAll()
        }
    }

    @Test func theFailureNamesThePage() throws {
        let connection = try TestVFS(on: disk, formats: false).open()
        let page = try #require(
            UInt32(connection.value("SELECT rootpage FROM sqlite_schema WHERE name = 'contact'")!))
        connection.close()
        let block = try #require(places[page])
        var bytes = try disk.bytes(block)
        bytes[200] ^= 4
        try disk.put(bytes, at: block)
        let system = try TestVFS(on: disk, formats: false)
        let again = try system.open()
        #expect(throws: SQLFailure.self) { try again.contacts() }
        #expect(
            system.vfs.lastFailure
                == StorageFailure(
                    SQLITE_IOERR | 32 << 8,
                    "the checksum of page \(page) of database 'data' does not fit"))
    }

    /// As a VFS above ours would read and write: SQLite itself moves whole pages.
    @Test func partsOfPagesAreNotTakenForPages() throws {
        let connection = try TestVFS(on: disk, formats: false).open()
        var file: UnsafeMutablePointer<sqlite3_file>?
        sqlite3_file_control(connection.handle, "main", SQLITE_FCNTL_FILE_POINTER, &file)
        let methods = try #require(file?.pointee.pMethods).pointee
        var page = [UInt8](repeating: 0, count: blockSize)
        #expect(methods.xRead(file, &page, Int32(blockSize), Int64(blockSize)) == SQLITE_OK)
        for part in stride(from: 0, to: blockSize, by: 512) {
            var bytes = [UInt8](repeating: 0, count: 512)
            #expect(methods.xRead(file, &bytes, 512, Int64(blockSize + part)) == SQLITE_OK)
            #expect(bytes == Array(page[part..<part + 512]))
            #expect(methods.xWrite(file, &bytes, 512, Int64(blockSize + part)) == SQLITE_OK)
        }
        connection.close()
        try readAll()
    }
}

extension BlockDevice {
    func bytes(_ block: UInt64) throws -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: blockSize)
        let fault = bytes.withUnsafeMutableBytes { buffer in
            do throws(BlockFault) { try read(from: block, into: buffer) } catch {
                return error as BlockFault?
            }
            return nil
        }
        if let fault { throw fault }
        return bytes
    }

    func put(_ bytes: [UInt8], at block: UInt64) throws {
        let fault = bytes.withUnsafeBytes { buffer in
            do throws(BlockFault) { try write(to: block, from: buffer) } catch {
                return error as BlockFault?
            }
            return nil
        }
        if let fault { throw fault }
    }
}
