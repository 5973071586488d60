// Goal: malloc's family does what C says at every boundary, gives all memory back, and survives its end.
// Method: single facts on a heap over an arena; MemoryModelTests has the histories.
import SeededRandom
import Testing

@testable import Unikernel

@Suite struct HeapTests {
    @Test func everyClassBoundaryHasRoomForWhatWasAsked() {
        var machine = Machine(bytes: 8 << 20)
        for boundary in SizeClassBounds.all {
            for bytes in boundary - 1...boundary + 1 {
                let object = unsafe machine.memory.allocate(bytes: bytes)!
                let usable = unsafe machine.memory.usableBytes(object)
                #expect(usable >= bytes)
                #expect(unsafe object.address % 16 == 0)
                #expect(bytes > boundary || usable == boundary)
                unsafe machine.memory.deallocate(object)
            }
        }
        #expect(machine.memory.statistics.bytesInUse == 0)
    }

    @Test func alignedObjectsAreAlignedWhateverTheirSize() {
        var machine = Machine(bytes: 16 << 20)
        var wrong: [(Int, Int)] = []
        for shift in 0...21 {
            for bytes in [0, 1, 15, 16, 17, 100, 129, 300, 4095, 4097, 33_000, 65_537, 200_000] {
                let alignment = 1 << shift
                // Two at a time, as the first of a slab is always aligned.
                let first = unsafe machine.memory.allocate(bytes: bytes, alignment: alignment)
                let object = unsafe machine.memory.allocate(bytes: bytes, alignment: alignment)
                if unsafe object == nil || object!.address % UInt(alignment) != 0
                    || machine.memory.usableBytes(object!) < bytes
                {
                    wrong.append((bytes, alignment))
                }
                unsafe machine.memory.deallocate(object)
                unsafe machine.memory.deallocate(first)
            }
        }
        #expect(wrong.isEmpty)
        machine.memory.releaseUnusedPages()
        #expect(machine.memory.statistics.pagesInUse == machine.memory.metadataPages)
    }

    @Test func senselessSizesAndAlignmentsAreRefused() {
        var machine = Machine(bytes: 4 << 20)
        let objects = unsafe [
            machine.memory.allocate(bytes: -1), machine.memory.allocate(bytes: .max),
            machine.memory.allocate(bytes: .min), machine.memory.allocate(bytes: 5 << 20),
            machine.memory.allocate(bytes: 16, alignment: 0),
            machine.memory.allocate(bytes: 16, alignment: 24),
            machine.memory.allocate(bytes: -20, alignment: 4096),
            machine.memory.allocate(bytes: 16, alignment: 1 << 62),
            machine.memory.allocateZeroed(count: 1 << 33, bytes: 1 << 33),
            machine.memory.allocateZeroed(count: -1, bytes: 1),
        ]
        let granted = unsafe objects.count { unsafe $0 != nil }
        #expect(granted == 0)
        let requests = unsafe objects.count
        #expect(machine.memory.statistics.failedAllocations == requests)
        #expect(machine.memory.statistics.allocations == 0)
    }

    @Test func memoryRunsOutAndComesBack() {
        var machine = Machine(bytes: 512 << 10)
        var most: [Int: Int] = [:]
        for round in 0..<3 {
            for bytes in [16, 48, 500, 3000, 9000, 40_000, 100_000] {
                var objects: [UInt] = []
                while let object = unsafe machine.memory.allocate(bytes: bytes) {
                    unsafe objects.append(object.address)
                }
                #expect(machine.memory.statistics.failedAllocations > 0)
                #expect(round == 0 || most[bytes] == objects.count)
                most[bytes] = objects.count
                for object in objects { unsafe machine.memory.deallocate(pointer(object)) }
            }
        }
        // A tiny domain's memory is for objects: 16-byte ones get all pages but the map's.
        #expect(most[16]! == (128 - machine.memory.metadataPages) * 256)
        machine.memory.releaseUnusedPages()
        #expect(machine.memory.statistics.pagesInUse == machine.memory.metadataPages)
    }

    @Test func anObjectOfEachClassFitsATinyDomain() {
        var machine = Machine(bytes: 1536 << 10)
        for bytes in SizeClassBounds.all where bytes <= 8192 {
            let object = unsafe machine.memory.allocate(bytes: bytes)
            #expect(unsafe object != nil)
        }
    }

    @Test func aFragmentedHeapStillServesWhatItsHolesHold() {
        var machine = Machine(bytes: 2 << 20)
        var objects: [UInt] = []
        while let object = unsafe machine.memory.allocate(bytes: 200) {
            unsafe objects.append(object.address)
        }
        // Every second object goes: no page is free, but half of the room is.
        for index in stride(from: 0, to: objects.count, by: 2) {
            unsafe machine.memory.deallocate(pointer(objects[index]))
        }
        let large = unsafe machine.memory.allocate(bytes: 100_000)
        #expect(unsafe large == nil)
        for index in stride(from: 0, to: objects.count, by: 2) {
            let object = unsafe machine.memory.allocate(bytes: 200)
            #expect(unsafe object != nil)
            unsafe objects[index] = object?.address ?? 0
        }
        for object in objects { unsafe machine.memory.deallocate(pointer(object)) }
        let run = unsafe machine.memory.allocate(bytes: 1_500_000)
        #expect(unsafe run != nil)
    }

    @Test func pagesThatTheHeapKeepsServeAnyoneWhoNeedsThem() {
        var machine = Machine(bytes: 1 << 20)
        let objects = SizeClassBounds.all.compactMap { bytes in
            unsafe machine.memory.allocate(bytes: bytes)?.address
        }
        for object in objects { unsafe machine.memory.deallocate(pointer(object)) }
        let all = unsafe machine.memory.allocatePages(count: 256 - machine.memory.metadataPages)
        #expect(unsafe all != nil)
    }

    @Test func reallocatingFollowsTheRules() {
        var machine = Machine(bytes: 8 << 20)
        let fresh = unsafe machine.memory.reallocate(nil, bytes: 10)!
        let same = unsafe machine.memory.reallocate(fresh, bytes: 16)
        #expect(unsafe same == fresh)
        let smallest = unsafe machine.memory.reallocate(fresh, bytes: 0)
        #expect(unsafe smallest == fresh)
        // A large object grows and shrinks where it is while the pages after it are free.
        let large = unsafe machine.memory.allocate(bytes: 100_000)!
        let grown = unsafe machine.memory.reallocate(large, bytes: 1_000_000)
        #expect(unsafe grown == large)
        let shrunk = unsafe machine.memory.reallocate(large, bytes: 70_000)
        #expect(unsafe shrunk == large)
        let wall = unsafe machine.memory.allocatePages(count: 1)!
        #expect(unsafe wall == large + 18 * 4096)
        let moved = unsafe machine.memory.reallocate(large, bytes: 80_000)
        #expect(unsafe moved != large && moved != nil)
        let small = unsafe machine.memory.reallocate(moved, bytes: 100)
        #expect(unsafe machine.memory.usableBytes(small!) == 112)
        unsafe machine.memory.deallocate(small)
        unsafe machine.memory.deallocate(fresh)
        unsafe machine.memory.deallocatePages(wall)
        #expect(machine.memory.statistics.bytesInUse == 0)
        machine.memory.releaseUnusedPages()
        #expect(machine.memory.statistics.pagesInUse == machine.memory.metadataPages)
    }

    @Test func aFailedReallocationLeavesTheObjectAlone() {
        var machine = Machine(bytes: 512 << 10)
        let object = unsafe machine.memory.allocate(bytes: 100)!
        unsafe object.storeBytes(of: 0x1234_5678, as: UInt32.self)
        let moved = unsafe machine.memory.reallocate(object, bytes: 1 << 30)
        #expect(unsafe moved == nil)
        #expect(unsafe object.load(as: UInt32.self) == 0x1234_5678)
        // Shrinking never fails: where there is no memory, the object stays.
        let large = unsafe machine.memory.allocate(bytes: 90_000)!
        while unsafe machine.memory.allocate(bytes: 30) != nil {}
        let failed = machine.memory.statistics.failedAllocations
        let shrunk = unsafe machine.memory.reallocate(large, bytes: 30)
        #expect(unsafe shrunk == large)
        #expect(machine.memory.statistics.failedAllocations == failed)
    }

    @Test func bytesThatLookLikeAFreeObjectDoNotStopAFree() {
        var machine = Machine(bytes: 1 << 20)
        for _ in 0..<100 {
            let object = unsafe machine.memory.allocate(bytes: 64)!
            unsafe object.storeBytes(of: Heap.mark | UInt(bitPattern: object), as: UInt.self)
            unsafe machine.memory.deallocate(object)
        }
        #expect(machine.memory.statistics.frees == 100)
    }
}
