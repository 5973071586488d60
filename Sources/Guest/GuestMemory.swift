// SPDX-License-Identifier: MIT
internal import CBoot
internal import Unikernel

enum GuestMemory {
    private nonisolated(unsafe) static var next: UInt = 0
    private nonisolated(unsafe) static var limit: UInt = 0
    static func initialise(_ map: MemoryMap) {
        var best = 0
        for i in 0..<map.count where map[i].byteCount > map[best].byteCount { best = i }
        unsafe next = UInt(map[best].start); unsafe limit = UInt(map[best].end)
    }
    static func allocatePages(_ count: Int) -> UnsafeMutableRawPointer? {
        unsafe next = (next + 4095) & ~4095
        guard unsafe next + UInt(count * 4096) <= limit else { return nil }
        let p = unsafe UnsafeMutableRawPointer(bitPattern: next)!
        unsafe next += UInt(count * 4096)
        unsafe p.initializeMemory(as: UInt8.self, repeating: 0, count: count * 4096)
        return unsafe p
    }
    static func deallocatePages(_ p: UnsafeMutableRawPointer, _ count: Int) {}
    static func allocate(_ bytes: Int, _ alignment: Int) -> UnsafeMutableRawPointer? {
        let a = UInt(max(alignment, 16))
        unsafe next = (next + a - 1) & ~(a - 1)
        guard unsafe next + UInt(bytes) <= limit else { return nil }
        let p = unsafe UnsafeMutableRawPointer(bitPattern: next)!
        unsafe next += UInt(bytes)
        return unsafe p
    }
}
@c func mirage_allocate(_ n: Int, _ a: Int) -> UnsafeMutableRawPointer {
    unsafe GuestMemory.allocate(n, a)!
}
@c func mirage_reallocate(_ p: UnsafeMutableRawPointer?, _ n: Int) -> UnsafeMutableRawPointer {
    unsafe GuestMemory.allocate(n, 16)!
}
@c func mirage_deallocate(_ p: UnsafeMutableRawPointer?) {}
