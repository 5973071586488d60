// The heap: objects of all sizes keep what is in them, what is given back can be had again, and all memory serves.
import Facts
import Guest

enum HeapFacts {
    static func proveAll() async {
        await prove("objects of all sizes keep their contents", objectsKeepTheirContents)
        await prove("memory given back is memory again", memoryComesBack)
        await prove("memory can be used up to its end", memoryServesToItsEnd)
    }

    private static func objectsKeepTheirContents() async -> Verdict {
        var objects: [[UInt8]] = []
        for size in 1...300 {
            objects.append([UInt8](repeating: UInt8(truncatingIfNeeded: size), count: size * 7))
        }
        return await verdict { () throws(Failure) in
            for (index, object) in objects.enumerated() {
                let expected = UInt8(truncatingIfNeeded: index + 1)
                try require(object.count == (index + 1) * 7, "an object changed its size")
                for byte in object { try require(byte == expected, "an object's content changed") }
            }
        }
    }

    private static func memoryComesBack() async -> Verdict {
        let before = Guest.memory
        for _ in 0..<200 {
            let block = [UInt64](repeating: 1, count: 64 * 1024)  // half a megabyte, 100 MB in all
            if block[1] != 1 { return .fails("a block's content changed") }
        }
        let after = Guest.memory
        return await verdict { () throws(Failure) in
            try require(after.bytesInUse <= before.bytesInUse + 4096, "memory was not given back")
            try require(after.peakBytes >= 512 * 1024, "the peak was not counted")
            try require(
                after.allocations >= before.allocations + 200, "allocations were not counted")
            try require(after.failedAllocations == 0, "an allocation failed")
        }
    }

    /// Fifteen sixteenths of what is free, in blocks of which both ends are written to.
    private static func memoryServesToItsEnd() async -> Verdict {
        let memory = Guest.memory
        let byteCount = (memory.pagesTotal - memory.pagesInUse) / 16 * 4096
        var blocks: [UnsafeMutableRawPointer] = unsafe []
        for index in 0..<15 {
            let block = UnsafeMutableRawPointer.allocate(byteCount: byteCount, alignment: 16)
            unsafe block.storeBytes(of: index, as: Int.self)
            unsafe block.storeBytes(of: ~index, toByteOffset: byteCount - 8, as: Int.self)
            unsafe blocks.append(block)
        }
        var areKept = true
        for index in unsafe blocks.indices {
            let block = unsafe blocks[index]
            let first = unsafe block.load(as: Int.self)
            let last = unsafe block.load(fromByteOffset: byteCount - 8, as: Int.self)
            if first != index || last != ~index { areKept = false }
            unsafe block.deallocate()
        }
        return areKept ? .holds : .fails("a block's content changed")
    }
}
