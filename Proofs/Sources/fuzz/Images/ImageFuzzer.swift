// SPDX-License-Identifier: MIT
// Volumes from damaged and lying disks: mounted, checked, read to the end, written to, closed, mounted again. Damage is
// a typed error; what is accepted must hold together: every block belongs to one object, what was written comes back,
// and nothing takes more work than the disk is large.

import BlkfrontVFS
import BlockIO
import SeededRandom

enum ImageFuzzer: Fuzzer {
    static let name = "images"

    static func script(seed: UInt64) -> Script {
        var random = SeededRandom(seed: seed)
        var acts = [Act("image", random.next() % 1024, random.next() % 64)]
        for _ in 0..<1 + random.below(4) { acts.append(ImageScene.change(&random)) }
        acts.append(Act("use", random.next() % 8))
        return Script(fuzzer: name, seed: seed, acts: acts)
    }

    static func play(_ script: Script, _ tally: Tally) throws(Violation) {
        guard let head = script.acts.first else { return }
        var scene = ImageScene(head, Templates.volumes)
        for act in script.acts.dropFirst() { scene.apply(act) }
        let use = script.acts.last ?? Act("use")
        for kind in scene.kinds.sorted().prefix(1) { tally.input("images " + kind) }
        do {
            try VolumeUse(scene.disk, seed: script.seed, isReadOnly: use[0] & 1 != 0).perform()
            tally.answer("images: used")
        } catch let error as VolumeError {
            tally.answer("images: \(name(error))")
            if case .poisoned = error { throw Violation("a good disk failed: \(error)") }
        } catch {
            throw (error as? Violation) ?? Violation("\(error)")
        }
        if scene.disk.isOverworked { throw Violation("\(scene.disk.work) blocks were moved") }
    }

    static func name(_ error: VolumeError) -> String {
        switch error {
        case .disk: "disk"
        case .notAVolume: "not a volume"
        case .newerVersion: "newer version"
        case .corrupt: "corrupt"
        case .diskShrank: "disk shrank"
        case .diskTooSmall: "disk too small"
        case .full: "full"
        case .tooFragmented: "too fragmented"
        case .noFreeSlot: "no free slot"
        case .alreadyOpen: "already open"
        default: "\(error)"
        }
    }
}

/// All that can be done with a volume.
private struct VolumeUse {
    private static let sizeLimit: UInt64 = 2 << 20

    let disk: ImageDisk
    let seed: UInt64
    let isReadOnly: Bool

    init(_ disk: ImageDisk, seed: UInt64, isReadOnly: Bool) {
        self.disk = disk
        self.seed = seed
        self.isReadOnly = isReadOnly
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
        var expected: [(String, [UInt8], [UInt8])] = []
        for summary in volume.databases {
            let database = try volume.open(summary.name, create: false)
            expected.append(try use(database, summary.name))
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
            let found = try unsafe content(database.byteCount) {
                try unsafe database.read(at: $0, into: $1)
            }
            let logged = try unsafe content(database.writeAheadLog.byteCount) {
                try unsafe database.writeAheadLog.read(at: $0, into: $1)
            }
            if found != main || logged != log {
                throw Violation(
                    "'\(name)': \(main.count) and \(log.count) bytes were written, "
                        + "\(found.count) and \(logged.count) are there"
                        + (found == main ? "" : ", others in the file")
                        + (logged == log ? "" : ", others in the log"))
            }
            try database.close()
        }
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
    private func use(_ database: VolumeDatabase, _ name: String) throws -> (
        String, [UInt8], [UInt8]
    ) {
        var main = try unsafe content(database.byteCount) {
            try unsafe database.read(at: $0, into: $1)
        }
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
        try database.close()
        return (name, main, piece)
    }
}

/// Numbers by chance, as a volume wants them.
final class Chance {
    private var random: SeededRandom
    init(_ seed: UInt64) { random = SeededRandom(seed: seed) }
    func next() -> UInt64 { random.next() }
}
