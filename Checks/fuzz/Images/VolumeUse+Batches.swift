// SPDX-License-Identifier: MIT
// Batches for a database whose commit log may be anything that passes: what was committed must be in the file, and all of
// it after another mount.

import DiskVolume
import SeededRandom

extension VolumeUse {
    private static let rounds = 7

    /// Commits some batches, enough for the halves of a log to be swapped, and keeps `main` what the file must hold.
    func commitBatches(_ database: VolumeDatabase, _ main: inout [UInt8]) throws {
        guard database.prepareForBatches() else { return }
        let size = database.sealedPageSize
        var random = SeededRandom(seed: seed)
        try fillLastPage(database, size, &main)
        for round in 0..<Self.rounds {
            let before = main
            for _ in 0..<1 + random.below(4) {
                let number = 1 + Int(random.below(UInt64(main.count / size + 2)))
                let page = [UInt8](repeating: UInt8(0x40 + round), count: size)
                let isPut = try unsafe page.withUnsafeBytes {
                    try unsafe database.put(UInt32(number), from: $0)
                }
                guard isPut else { break }
                let missing = number * size - main.count
                if missing > 0 { main += [UInt8](repeating: 0, count: missing) }
                main.replaceSubrange((number - 1) * size..<number * size, with: page)
            }
            guard try commit(database) else {
                main = before
                continue
            }
            if random.isRare(3) { try database.order() }
            if random.isRare(2) { try database.tidy() }
        }
        try compare(database, size, &main)
        tally.answer("images: batches committed")
    }

    /// Whether the batch was committed; if there was no room for it, all must be as before.
    private func commit(_ database: VolumeDatabase) throws -> Bool {
        do throws(VolumeError) {
            guard try database.reserveBatch() || database.hasBatch else { return false }
            try database.finishBatch()
            return true
        } catch {
            switch error {
            case .full, .tooFragmented:
                database.abandonBatch()
                return false
            default: throw error
            }
        }
    }

    /// Brings the file to whole pages, as SQLite has them.
    private func fillLastPage(
        _ database: VolumeDatabase, _ size: Int, _ main: inout [UInt8]
    ) throws {
        let missing = (size - main.count % size) % size
        guard missing > 0 else { return }
        let zeros = [UInt8](repeating: 0, count: missing)
        try unsafe zeros.withUnsafeBytes {
            try unsafe database.write(at: UInt64(main.count), from: $0)
        }
        main += zeros
    }

    /// Wants the file to be what was written, but for the last 32 bytes of pages, which are taken over.
    private func compare(
        _ database: VolumeDatabase, _ size: Int, _ main: inout [UInt8]
    ) throws {
        let found = try content(of: database)
        guard found.count == main.count else {
            throw Violation("\(main.count) bytes in batches and \(found.count) in the file")
        }
        for start in stride(from: 0, to: main.count, by: size) {
            let body = start..<min(start + size - 32, main.count)
            guard found[body] == main[body] else {
                throw Violation("page \(start / size + 1) is not what was committed")
            }
        }
        main = found
    }
}
