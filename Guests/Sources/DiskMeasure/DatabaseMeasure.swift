import Blkfront
import BlockIO
// A database on a volume: written and read in pages of 4,096 bytes, in sequence, as SQLite's VFS is asked to.
import DiskVolume
import Unikernel

/// Measures a database.
@safe struct DatabaseMeasure {
    private let disk: BlockFront
    private let size: Int
    private let page: UnsafeMutableRawBufferPointer

    init(_ disk: BlockFront, _ size: Int) {
        self.disk = disk
        self.size = size
        unsafe page = .allocate(byteCount: blockSize, alignment: blockSize)
        // SAFETY: the memory was allocated a line above.
        unsafe page.initializeMemory(as: UInt8.self, repeating: 0xa5)
    }

    func run(_ meter: Meter) throws(MeasureFailure) {
        defer { unsafe page.deallocate() }
        do throws(VolumeError) {
            _ = try Volume.format(disk, identity: (1, 2))
        } catch {
            throw MeasureFailure(reason: "the disk could not be formatted")
        }
        var misplaced = 0
        // Several times each, since what else the machine does makes any one of them slower.
        for round in 0..<3 {
            try meter.measure("database-write", size) { () throws(MeasureFailure) in
                try opened(creating: round == 0) { (database) throws(VolumeError) in
                    for offset in stride(from: 0, to: size, by: blockSize) {
                        unsafe page.storeBytes(of: offset, as: Int.self)
                        // SAFETY: the page lives until the end of `run`.
                        try unsafe database.write(
                            at: UInt64(offset), from: UnsafeRawBufferPointer(page))
                    }
                    try database.makeDurable()
                }
            }
            try meter.measure("database-read", size) { () throws(MeasureFailure) in
                try opened(creating: false) { (database) throws(VolumeError) in
                    for offset in stride(from: 0, to: size, by: blockSize) {
                        // SAFETY: as above.
                        let count = try unsafe database.read(at: UInt64(offset), into: page)
                        let found = unsafe page.load(as: Int.self)
                        if count != blockSize || found != offset { misplaced += 1 }
                    }
                }
            }
        }
        guard misplaced == 0 else { throw MeasureFailure(reason: "a page is not what was written") }
    }

    /// Mounts the volume, opens the database, and closes it afterwards.
    private func opened(
        creating: Bool, _ body: (VolumeDatabase) throws(VolumeError) -> Void
    ) throws(MeasureFailure) {
        do throws(VolumeError) {
            var identifier: UInt64 = 0
            var options = MountOptions(allowsVolatile: true)
            options.readAheadLimit = 64  // what GuestRuntime gives a guest of 8 megabytes
            let volume = try Volume(on: disk, options: options) {
                identifier += 1
                return identifier
            }
            let database = try volume.open("large", create: creating)
            try body(database)
            try database.close()
        } catch {
            throw MeasureFailure(reason: "the volume failed")
        }
    }
}
