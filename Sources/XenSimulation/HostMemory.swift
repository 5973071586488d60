// SPDX-License-Identifier: MIT
// The simulated host's memory: frames of 4,096 bytes in an anonymous file. A frame can appear in
// several domains at once, as shared info, grant tables and granted pages require. One mapping of
// the whole file, the direct map, is Xen's own view. Untouched frames take no memory.

internal import CXenSimulation
internal import Glibc
internal import Unikernel

/// A frame of the simulated host (xen.h, "machine frame number").
struct HostFrame: Equatable, Hashable {
    var number: Int
}

/// All frames of the simulated host.
@safe final class HostMemory {
    /// The number of frames: one gigabyte.
    static let frameCount = 1 << 18

    private let file: Int32
    private let directMap: UnsafeMutableRawPointer
    private var nextFrame = 0
    private var isReleased = false

    init() {
        let bytes = Self.frameCount * pageSize
        file = mirage_memory_create(UInt64(bytes))
        precondition(file >= 0, "the host refuses memory for the simulation")
        let map = unsafe mmap(
            nil, bytes, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_NORESERVE, file, 0)
        // SAFETY: the mapping lives until `release`.
        guard let map = unsafe map, unsafe map != MAP_FAILED else {
            preconditionFailure("the host refuses address space for the simulation")
        }
        unsafe directMap = map
    }

    deinit {
        release()
    }

    /// Releases all memory. No frame may be used after that.
    func release() {
        guard !isReleased else { return }
        isReleased = true
        unsafe munmap(directMap, Self.frameCount * pageSize)
        close(file)
    }

    /// Allocates contiguous zeroed frames.
    func allocate(_ count: Int) -> HostFrame {
        precondition(nextFrame + count <= Self.frameCount, "the simulated host is out of memory")
        defer { nextFrame += count }
        return HostFrame(number: nextFrame)
    }

    /// Returns a frame's address in Xen's direct map.
    func address(of frame: HostFrame) -> UnsafeMutableRawPointer {
        precondition(frame.number < nextFrame)
        return unsafe directMap + frame.number * pageSize
    }

    /// Maps frames at an address of a window.
    func map(
        _ frame: HostFrame, _ count: Int, at address: UnsafeMutableRawPointer, writable: Bool
    ) {
        let protection = writable ? PROT_READ | PROT_WRITE : PROT_READ
        // SAFETY: the caller owns the window, so nothing else is mapped at the address.
        let answer = unsafe mmap(
            address, count * pageSize, protection, MAP_SHARED | MAP_FIXED, file,
            off_t(frame.number * pageSize))
        precondition(unsafe answer == address, "the host refuses a mapping")
    }

    /// Unmaps an address range of a window.
    static func unmap(_ address: UnsafeMutableRawPointer, _ count: Int) {
        // SAFETY: as above.
        let answer = unsafe mmap(
            address, count * pageSize, PROT_NONE,
            MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED | MAP_NORESERVE, -1, 0)
        precondition(unsafe answer == address, "the host refuses to take a mapping back")
    }

    /// Reserves address space with nothing mapped in it.
    static func window(_ count: Int) -> UnsafeMutableRawPointer {
        let window = unsafe mmap(
            nil, count * pageSize, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0)
        guard let window = unsafe window, unsafe window != MAP_FAILED else {
            preconditionFailure("the host refuses address space for a domain")
        }
        return unsafe window
    }
}
