// Goal: whatever a program does with malloc's family and with pages, objects never overlap, are aligned,
// keep their bytes, and the counters say what happened; when all is freed, all memory is back.
// Method: random operations against a model that knows every object, its size and its contents.
import SeededRandom
import TestSupport
import Testing
import Unikernel

/// An object or a run of pages that is in use.
private struct Piece {
    var start: UInt
    var bytes: Int
    var usable: Int
    var mark: UInt8
    var isPages: Bool
}

private struct Model: ~Copyable {
    var machine: Machine
    var random: SeededRandom
    var pieces: [Piece] = []
    var allocations = 0
    var frees = 0
    var peakBytes = 0
    var failures = 0

    var bytesInUse: Int { pieces.reduce(0) { $0 + ($1.isPages ? 0 : $1.usable) } }

    /// Sizes of all kinds: tiny, of any class, around class boundaries, and larger than any class.
    mutating func randomSize() -> Int {
        switch random.next() % 8 {
        case 0...2: Int.random(in: 0...256, using: &random)
        case 3...4: Int.random(in: 0...4096, using: &random)
        case 5:
            SizeClassBounds.all.randomElement(using: &random)!
                + Int.random(in: -1...1, using: &random)
        case 6: Int.random(in: 4000...70_000, using: &random)
        default: Int.random(in: 60_000...250_000, using: &random)
        }
    }

    func fill(_ piece: Piece, from offset: Int = 0) {
        let bytes = unsafe UnsafeMutablePointer<UInt8>(bitPattern: piece.start)!
        var index = offset
        while index < piece.bytes {
            unsafe bytes[index] = piece.mark &+ UInt8(truncatingIfNeeded: index)
            index &+= 1
        }
    }

    func isIntact(_ piece: Piece, bytes count: Int) -> Bool {
        let bytes = unsafe UnsafeMutablePointer<UInt8>(bitPattern: piece.start)!
        var index = 0
        while unsafe index < count
            && bytes[index] == piece.mark &+ UInt8(truncatingIfNeeded: index)
        {
            index &+= 1
        }
        return index == count
    }

    mutating func add(
        _ pointer: UnsafeMutableRawPointer?, bytes: Int, alignment: Int, isPages: Bool
    ) {
        guard let pointer = unsafe pointer else { return }
        let usable = unsafe isPages ? bytes : machine.memory.usableBytes(pointer)
        let piece = unsafe Piece(
            start: pointer.address, bytes: bytes, usable: usable,
            mark: UInt8.random(in: 1...250, using: &random), isPages: isPages)
        #expect(usable >= bytes)
        #expect(piece.start % UInt(alignment) == 0)
        let isInside = machine.arena.contains(piece.start, bytes: usable)
        #expect(isInside)
        expectApart(piece)
        fill(piece)
        pieces.append(piece)
        peakBytes = max(peakBytes, bytesInUse)
    }

    /// Objects do not overlap, and share no page with pages.
    func expectApart(_ piece: Piece) {
        for other in pieces {
            var (start, end) = (piece.start, piece.start + UInt(piece.usable))
            if piece.isPages != other.isPages {
                start &= ~4095
                end = (end + 4095) & ~4095
            }
            if start < other.start + UInt(other.usable) && other.start < end {
                Issue.record("\(piece) overlaps \(other)")
            }
        }
    }

    mutating func free(_ index: Int) {
        let piece = pieces.remove(at: index)
        #expect(isIntact(piece, bytes: piece.bytes))
        let pointer = unsafe UnsafeMutableRawPointer(bitPattern: piece.start)!
        if piece.isPages {
            unsafe machine.memory.deallocatePages(pointer)
        } else {
            unsafe machine.memory.deallocate(pointer)
            frees += 1
        }
    }

    mutating func reallocate(_ index: Int, to bytes: Int) {
        var piece = pieces[index]
        guard !piece.isPages else { return }
        let old = unsafe UnsafeMutableRawPointer(bitPattern: piece.start)!
        guard let pointer = unsafe machine.memory.reallocate(old, bytes: bytes) else {
            failures += 1
            #expect(isIntact(piece, bytes: piece.bytes))
            return
        }
        if unsafe pointer != old {
            allocations += 1
            frees += 1
        }
        pieces.remove(at: index)
        let kept = min(piece.bytes, bytes)
        let usable = unsafe machine.memory.usableBytes(pointer)
        // While an object moves, both are in use.
        if unsafe pointer != old { peakBytes = max(peakBytes, bytesInUse + piece.usable + usable) }
        piece = unsafe Piece(
            start: pointer.address, bytes: bytes, usable: usable, mark: piece.mark, isPages: false)
        #expect(isIntact(piece, bytes: kept))
        expectApart(piece)
        fill(piece, from: kept)
        pieces.append(piece)
        peakBytes = max(peakBytes, bytesInUse)
    }

    mutating func step() {
        let growing = random.next() % 5 < 3
        switch random.next() % 16 {
        case 0...5 where growing:
            let size = randomSize()
            let pointer = unsafe machine.memory.allocate(bytes: size)
            unsafe count(pointer != nil)
            unsafe add(pointer, bytes: size, alignment: 16, isPages: false)
        case 6 where growing:
            let (size, count) = (randomSize() / 4, Int.random(in: 0...9, using: &random))
            let pointer = unsafe machine.memory.allocateZeroed(count: count, bytes: size)
            unsafe self.count(pointer != nil)
            if let pointer = unsafe pointer {
                #expect(
                    unsafe UnsafeRawBufferPointer(start: pointer, count: size * count).allSatisfy {
                        $0 == 0
                    })
            }
            unsafe add(pointer, bytes: size * count, alignment: 16, isPages: false)
        case 7 where growing:
            let (size, alignment) = (randomSize(), 1 << Int.random(in: 0...15, using: &random))
            let pointer = unsafe machine.memory.allocate(bytes: size, alignment: alignment)
            unsafe count(pointer != nil)
            unsafe add(pointer, bytes: size, alignment: max(alignment, 16), isPages: false)
        case 8...9 where growing:
            let (pages, shift) = (
                Int.random(in: 1...20, using: &random), Int.random(in: 0...4, using: &random)
            )
            let pointer = unsafe machine.memory.allocatePages(
                count: pages, alignment: 4096 << shift)
            if unsafe pointer == nil { failures += 1 }
            unsafe add(pointer, bytes: pages * 4096, alignment: 4096 << shift, isPages: true)
        case 10...12:
            guard let index = pieces.indices.randomElement(using: &random) else { return }
            reallocate(index, to: randomSize())
        default:
            guard let index = pieces.indices.randomElement(using: &random) else { return }
            free(index)
        }
    }

    mutating func count(_ succeeded: Bool) {
        if succeeded { allocations += 1 } else { failures += 1 }
    }

    func checkCounters() {
        let statistics = machine.memory.statistics
        #expect(statistics.allocations == allocations)
        #expect(statistics.frees == frees)
        #expect(statistics.bytesInUse == bytesInUse)
        #expect(statistics.failedAllocations == failures)
        #expect(statistics.peakBytes == peakBytes)
        #expect(statistics.pagesInUse >= (bytesInUse + 4095) / 4096 + machine.memory.metadataPages)
        #expect(statistics.peakPages >= statistics.pagesInUse)
    }

    mutating func finish() {
        while !pieces.isEmpty { free(Int.random(in: pieces.indices, using: &random)) }
        checkCounters()
        machine.memory.releaseUnusedPages()
        #expect(machine.memory.statistics.pagesInUse == machine.memory.metadataPages)
    }
}

@Suite struct MemoryModelTests {
    /// Bytes of memory, the most pieces in use at a time, steps.
    @Test(arguments: [
        (512 << 10, 40, 20_000), (1536 << 10, 100, 20_000), (16 << 20, 300, 20_000),
    ])
    func anyHistoryKeepsObjectsApartAndIntact(bytes: Int, limit: Int, steps: Int) {
        let third = UInt(bytes / 3)
        // The larger part lies behind a gap, as memory above 4 GB does.
        let ranges = [(0, third), (third + 32 << 20, UInt(bytes) + 32 << 20)]
        var model = Model(
            machine: Machine(bytes: UInt(bytes), ranges: bytes < 1 << 20 ? [] : ranges),
            random: SeededRandom(seed: Seed.ofThisRun))
        for round in 0..<steps {
            model.step()
            while model.pieces.count > limit { model.free(0) }
            if round % 100 == 0 { model.checkCounters() }
        }
        model.finish()
    }
}
