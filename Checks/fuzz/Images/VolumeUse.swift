// SPDX-License-Identifier: MIT
// All that can be done with a volume that was accepted, and what must be there after another mount.

import BlockIO
import DiskVolume
import SeededRandom

/// All that can be done with a volume.
struct VolumeUse {
    private static let sizeLimit: UInt64 = 1 << 20

    let disk: ImageDisk
    let seed: UInt64
    let isReadOnly: Bool
    /// Bits: 1, batches are committed; 2, nothing is written in place; 4, the database is never closed.
    let ways: UInt64
    let tally: Tally

    init(_ disk: ImageDisk, seed: UInt64, isReadOnly: Bool, ways: UInt64, _ tally: Tally) {
        self.disk = disk
        self.seed = seed
        self.isReadOnly = isReadOnly
        self.ways = ways
        self.tally = tally
    }

    private func mount() throws(VolumeError) -> Volume {
        let random = Chance(seed)
        return try Volume(on: disk, options: MountOptions(isReadOnly: isReadOnly)) {
            random.next()
        }
    }

    func perform() throws {
        let volume = try mount()
        try judgeSpace(volume)
        _ = try volume.check()
        var expected: [(DatabaseName, [UInt8], [UInt8])] = []
        for summary in volume.databases {
            let name = try DatabaseName(summary.name)
            let database = try volume.open(name, create: false)
            expected.append(try use(database, name))
        }
        try judgeSpace(volume)
        guard !isReadOnly else {
            if !disk.changed.isEmpty, disk.counters.writes > 0 { throw Violation("it wrote") }
            return
        }
        let again = try mount()
        try judgeSpace(again)
        for (name, main, log) in expected {
            let database = try again.open(name, create: false)
            let found = try content(of: database)
            let logged = try unsafe content(database.writeAheadLog.byteCount) {
                try unsafe database.writeAheadLog.read(at: $0, into: $1)
            }
            if found != main || logged != log {
                throw Violation(
                    "'\(name)': \(main.count) and \(log.count) bytes were written, "
                        + "\(found.count) and \(logged.count) are there"
                        + (found == main
                            ? "" : ", others in the file from \(difference(found, main)) on")
                        + (logged == log ? "" : ", others in the log"))
            }
            try database.close()
        }
        _ = try again.check()
    }

    private func difference(_ one: [UInt8], _ other: [UInt8]) -> Int {
        zip(one, other).enumerated().first { $0.element.0 != $0.element.1 }?.offset
            ?? min(one.count, other.count)
    }

    /// Every block belongs to one object, or is free, or is the volume's own.
    private func judgeSpace(_ volume: Volume) throws {
        let own = 2 + 2 * UInt64(volume.slotCount)
        let used = volume.databases.reduce(0) { $0 + $1.blockCount }
        guard own + used + volume.freeBlockCount == volume.blockCount else {
            throw Violation(
                "\(own) blocks of the volume, \(used) of databases and \(volume.freeBlockCount) "
                    + "free ones are not \(volume.blockCount)")
        }
    }

    /// What the main file has, to its end or the limit.
    func content(of database: VolumeDatabase) throws -> [UInt8] {
        try unsafe content(database.byteCount) { try unsafe database.read(at: $0, into: $1) }
    }

    private func content(
        _ count: UInt64, _ read: (UInt64, UnsafeMutableRawBufferPointer) throws -> Int
    ) throws -> [UInt8] {
        // A log may claim any length: what was never written is zero. A part of it does.
        var bytes = [UInt8](repeating: 0, count: Int(min(count, Self.sizeLimit)))
        let got = try unsafe bytes.withUnsafeMutableBytes { try unsafe read(0, $0) }
        guard got == bytes.count else {
            throw Violation("\(got) bytes were read of \(bytes.count)")
        }
        return bytes
    }

    /// Reads everything, writes a bit, and returns what must be there then.
    private func use(_ database: VolumeDatabase, _ name: DatabaseName) throws -> (
        DatabaseName, [UInt8], [UInt8]
    ) {
        var main = try content(of: database)
        if database.pagesInCommitLog > 0 { tally.answer("images: pages in a commit log") }
        var logs: [[UInt8]] = []
        for log in [database.journal, database.writeAheadLog] {
            logs.append(try unsafe content(log.byteCount) { try unsafe log.read(at: $0, into: $1) })
            // And the end, wherever it is.
            var tail = [UInt8](repeating: 0, count: 5000)
            let start = log.byteCount > 4000 ? log.byteCount - 4000 : 0
            _ = try unsafe tail.withUnsafeMutableBytes { try unsafe log.read(at: start, into: $0) }
        }
        guard !isReadOnly else {
            try database.close()
            return (name, main, logs[1])
        }
        if ways & 1 != 0, database.byteCount <= Self.sizeLimit / 2 {
            try commitBatches(database, &main)
        }
        if ways & 2 != 0 {
            try database.makeDurable()
            if ways & 4 == 0 { try database.close() }
            return (name, main, logs[1])
        }
        let piece = [UInt8](repeating: 0xa5, count: 5000)
        if database.writeAheadLog.byteCount > Self.sizeLimit { try database.writeAheadLog.remove() }
        try unsafe piece.withUnsafeBytes { bytes in
            try unsafe database.journal.write(at: 0, from: bytes)
            try unsafe database.write(at: UInt64(main.count) / 2, from: bytes)
            try unsafe database.writeAheadLog.write(at: 0, from: bytes)
        }
        try database.order()
        let middle = main.count / 2
        main.replaceSubrange(
            middle..<min(middle + 5000, main.count),
            with: piece.prefix(max(0, min(5000, main.count - middle))))
        if middle + 5000 > main.count { main += piece.suffix(middle + 5000 - main.count) }
        try database.truncate(to: UInt64(main.count) - 100)
        main.removeLast(100)
        try database.journal.remove()
        try database.makeDurable()
        if ways & 4 == 0 { try database.close() }
        return (name, main, piece)
    }
}

/// Numbers by chance, as a volume wants them.
final class Chance {
    private var random: SeededRandom
    init(_ seed: UInt64) { random = SeededRandom(seed: seed) }
    func next() -> UInt64 { random.next() }
}
