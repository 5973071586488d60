// Memory for the tests to manage: a part of this process's address space, aligned to 2 MB.
import Glibc
import Unikernel

/// Address space that a `Memory` under test believes to be physical memory.
// SAFETY: the mapping is private to this value and unmapped once, when it ends.
@safe
struct Arena: ~Copyable {
    private let mapping: UnsafeMutableRawPointer
    private let mappedBytes: Int
    /// The first address, a multiple of 2 MB.
    let start: UInt

    /// `bytes` of memory filled with what no allocator may rely on.
    init(bytes: Int, filler: UInt8? = 0xa7) {
        mappedBytes = bytes + 2 << 20
        unsafe mapping = mmap(
            nil, mappedBytes, PROT_READ | PROT_WRITE,
            MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0)
        let mapped = unsafe mapping != MAP_FAILED
        precondition(mapped)
        start = unsafe (UInt(bitPattern: mapping) + (2 << 20) - 1) & ~((2 << 20) - 1)
        if let filler { unsafe memset(mapping, Int32(filler), mappedBytes) }
    }

    /// Whether the bytes are all in the arena.
    func contains(_ address: UInt, bytes: Int) -> Bool {
        unsafe address >= start
            && address + UInt(bytes) <= UInt(bitPattern: mapping) + UInt(mappedBytes)
    }

    /// How many pages of an unfilled arena were touched, but for those before its `last` ones.
    func residentPages(last pages: Int) -> Int {
        var resident: [UInt8] = Array(repeating: 0, count: pages)
        let end = unsafe (UInt(bitPattern: mapping) + UInt(mappedBytes)) & ~4095
        let first = unsafe UnsafeMutableRawPointer(bitPattern: end - UInt(pages) << 12)
        unsafe mincore(first, pages << 12, &resident)
        return resident.reduce(0) { $0 + Int($1 & 1) }
    }

    deinit { unsafe munmap(mapping, mappedBytes) }
}

/// A memory under test together with the address space that it manages.
struct Machine: ~Copyable {
    let arena: Arena
    var memory = Memory()

    /// Memory in the ranges between pairs of offsets, or in the first `bytes`.
    init(bytes: UInt, ranges offsets: [(UInt, UInt)] = []) {
        let end = offsets.map { $0.1 }.max() ?? bytes
        arena = Arena(bytes: Int(end))
        var ranges = MemoryRanges()
        for (low, high) in offsets.isEmpty ? [(UInt(0), bytes)] : offsets {
            ranges.insert(start: arena.start + low, end: arena.start + high)
        }
        let started = memory.start(over: ranges)
        precondition(started)
    }
}

/// A pointer to an address that is not 0.
func pointer(_ address: UInt) -> UnsafeMutableRawPointer {
    unsafe UnsafeMutableRawPointer(bitPattern: address)!
}

extension UnsafeMutableRawPointer {
    /// Where it points.
    var address: UInt { UInt(bitPattern: self) }
}
