// The guest's heap behind two C functions, as a guest has it: one global, called directly.
import Glibc

let arenaBytes = 1 << 30

nonisolated(unsafe) var memory = Memory()

@_cdecl("our_allocate")
func ourAllocate(_ bytes: Int) -> UnsafeMutableRawPointer? { memory.allocate(bytes: bytes) }

@_cdecl("our_free")
func ourFree(_ object: UnsafeMutableRawPointer?) { memory.deallocate(object) }

/// Gives our lane as much memory as glibc gets, touched.
func startOurs() {
    let arena = mmap(
        nil, arenaBytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0)!
    madvise(arena, arenaBytes, 14)  // MADV_HUGEPAGE
    memset(arena, 1, arenaBytes)
    var ranges = MemoryRanges()
    ranges.insert(start: UInt(bitPattern: arena), end: UInt(bitPattern: arena) + UInt(arenaBytes))
    precondition(memory.start(over: ranges))
}
