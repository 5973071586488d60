// Goal: a file in memory is like a file. Method: random calls, seeded, on it and on an array of bytes.
import SeededRandom
import TestSupport
import Testing

@testable import BlkfrontVFS

@Suite struct HeapFileTests {
    @Test(arguments: Seed.range(5)) func aFileInMemoryIsLikeAnArray(seed: UInt64) throws {
        var random = SeededRandom(seed: seed)
        let file = HeapFile()
        var model: [UInt8] = []
        let limit = HeapFile.chunkSize * 4
        for _ in 0..<150 {
            let offset = Int(random.next() % UInt64(limit))
            let count = Int(random.next() % 9_000)
            switch random.next() % 8 {
            case 0..<4:
                let bytes = [UInt8](
                    repeating: UInt8(truncatingIfNeeded: random.next()), count: count)
                let end = offset + count
                if end > model.count {
                    model.append(contentsOf: repeatElement(0, count: end - model.count))
                }
                model.replaceSubrange(offset..<end, with: bytes)
                try bytes.withUnsafeBytes { try file.write(at: UInt64(offset), from: $0) }
            case 4:
                try file.truncate(to: UInt64(offset))
                if offset < model.count { model.removeLast(model.count - offset) }
            default:
                var buffer = [UInt8](repeating: 7, count: count)
                let found = try buffer.withUnsafeMutableBytes {
                    try file.read(at: UInt64(offset), into: $0)
                }
                let expected = offset < model.count ? Array(model[offset...].prefix(count)) : []
                let rest = [UInt8](repeating: 7, count: count - expected.count)
                #expect(found == expected.count)
                let isRight = buffer == expected + rest
                #expect(isRight)
            }
            #expect(file.byteCount() == UInt64(model.count))
        }
    }

    @Test func offsetsBeyondMemoryAreErrors() {
        let file = HeapFile()
        var byte: UInt8 = 1
        withUnsafeBytes(of: &byte) { bytes in
            for offset in [UInt64.max, UInt64(Int.max)] {
                #expect(throws: StorageFailure.self) { try file.write(at: offset, from: bytes) }
            }
        }
        #expect(file.byteCount() == 0)
    }
}
