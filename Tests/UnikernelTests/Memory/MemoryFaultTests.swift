// Goal: every misuse of memory that can be told is told: the process ends.
// Method: one misuse per exit test, in a process of its own.
import Testing

@testable import Unikernel

@Suite struct MemoryFaultTests {
    @Test func freeingTwiceTraps() async {
        await #expect(processExitsWith: .failure) {
            var machine = Machine(bytes: 1 << 20)
            let object = unsafe machine.memory.allocate(bytes: 40)
            unsafe machine.memory.deallocate(object)
            unsafe machine.memory.deallocate(object)
        }
    }

    @Test func freeingTwiceTrapsAfterOtherFreesToo() async {
        await #expect(processExitsWith: .failure) {
            var machine = Machine(bytes: 1 << 20)
            let objects = (0..<200).map { _ in unsafe machine.memory.allocate(bytes: 40)!.address }
            for object in objects { unsafe machine.memory.deallocate(pointer(object)) }
            unsafe machine.memory.deallocate(pointer(objects[150]))
        }
    }

    @Test func freeingALargeObjectTwiceTraps() async {
        await #expect(processExitsWith: .failure) {
            var machine = Machine(bytes: 1 << 20)
            let object = unsafe machine.memory.allocate(bytes: 100_000)
            unsafe machine.memory.deallocate(object)
            unsafe machine.memory.deallocate(object)
        }
    }

    @Test func freeingTheMiddleOfAnObjectTraps() async {
        await #expect(processExitsWith: .failure) {
            var machine = Machine(bytes: 1 << 20)
            let object = unsafe machine.memory.allocate(bytes: 100)!
            unsafe machine.memory.deallocate(object + 16)
        }
    }

    @Test func freeingTheMiddleOfALargeObjectTraps() async {
        await #expect(processExitsWith: .failure) {
            var machine = Machine(bytes: 1 << 20)
            let object = unsafe machine.memory.allocate(bytes: 100_000)!
            unsafe machine.memory.deallocate(object + 4096)
        }
    }

    @Test func freeingAnObjectThatWasNeverMadeTraps() async {
        await #expect(processExitsWith: .failure) {
            var machine = Machine(bytes: 1 << 20)
            let object = unsafe machine.memory.allocate(bytes: 1024)!
            unsafe machine.memory.deallocate(object + 2048)
        }
    }

    @Test(arguments: [0x1000, 0x10_0000, Int.max, 2 << 20])
    func freeingAnAddressThatIsNotOursTraps(address: Int) async {
        await #expect(processExitsWith: .failure) { [address] in
            var machine = Machine(bytes: 1 << 20)
            unsafe machine.memory.deallocate(
                pointer(address == 2 << 20 ? machine.arena.start + 2 << 20 : UInt(address)))
        }
    }

    @Test func freeingPagesAsAnObjectTraps() async {
        await #expect(processExitsWith: .failure) {
            var machine = Machine(bytes: 1 << 20)
            let pages = unsafe machine.memory.allocatePages(count: 2)!
            unsafe machine.memory.deallocate(pages)
        }
    }

    @Test func freeingAnObjectAsPagesTraps() async {
        await #expect(processExitsWith: .failure) {
            var machine = Machine(bytes: 1 << 20)
            let object = unsafe machine.memory.allocate(bytes: 100_000)!
            unsafe machine.memory.deallocatePages(object)
        }
    }

    @Test func freeingPagesTwiceTraps() async {
        await #expect(processExitsWith: .failure) {
            var machine = Machine(bytes: 1 << 20)
            let pages = unsafe machine.memory.allocatePages(count: 2)!
            unsafe machine.memory.deallocatePages(pages)
            unsafe machine.memory.deallocatePages(pages)
        }
    }

    @Test func freeingAPartOfARunTraps() async {
        await #expect(processExitsWith: .failure) {
            var machine = Machine(bytes: 1 << 20)
            let pages = unsafe machine.memory.allocatePages(count: 2)!
            unsafe machine.memory.deallocatePages(pages + 4096)
        }
    }

    @Test func writingToAFreedObjectTrapsAtTheNextAllocation() async {
        await #expect(processExitsWith: .failure) {
            var machine = Machine(bytes: 1 << 20)
            let object = unsafe machine.memory.allocate(bytes: 64)!
            unsafe machine.memory.deallocate(object)
            unsafe object.storeBytes(of: 42, as: UInt.self)
            _ = unsafe machine.memory.allocate(bytes: 64)
        }
    }

    @Test func theSameStepsWithoutAMisuseDoNotTrap() async {
        await #expect(processExitsWith: .success) {
            var machine = Machine(bytes: 1 << 20)
            let object = unsafe machine.memory.allocate(bytes: 40)
            unsafe machine.memory.deallocate(object)
            let pages = unsafe machine.memory.allocatePages(count: 2)!
            unsafe machine.memory.deallocatePages(pages)
            unsafe machine.memory.deallocate(nil)
        }
    }
}
