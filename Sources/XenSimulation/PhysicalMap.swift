// SPDX-License-Identifier: MIT
// A domain's guest-physical memory: maps guest frames to host frames. Guest frame g is at the
// window's start plus g pages, so a domain's accesses are real memory accesses, and an access to an
// unmapped address ends the test with a fault.

internal import CXenSimulation
internal import Glibc
internal import Unikernel

/// The mapping of a guest frame.
struct PhysicalEntry: Equatable {
    enum Kind {
        /// The domain's own memory.
        case memory
        /// A page of Xen's.
        case xen
        /// A page that another domain granted.
        case grant
    }

    var frame: HostFrame
    var kind: Kind
}

/// A domain's guest-physical memory.
@safe final class PhysicalMap {
    let frameCount: Int
    private let host: HostMemory
    private let window: UnsafeMutableRawPointer
    private var entries: [PhysicalEntry?]
    private var isReleased = false

    init(_ host: HostMemory, frameCount: Int) {
        self.host = host
        self.frameCount = frameCount
        unsafe window = HostMemory.window(frameCount)
        entries = Array(repeating: nil, count: frameCount)
    }

    func release() {
        guard !isReleased else { return }
        isReleased = true
        unsafe mirage_memory_permit(window, UInt64(frameCount * pageSize))
        unsafe munmap(window, frameCount * pageSize)
    }

    deinit {
        release()
    }

    subscript(frame: UInt64) -> PhysicalEntry? {
        frame < frameCount ? entries[Int(frame)] : nil
    }

    /// Returns whether the number is within the domain's guest-physical space.
    func contains(_ frame: UInt64) -> Bool { frame > 0 && frame < frameCount }

    func address(of frame: UInt64) -> UnsafeMutableRawPointer {
        unsafe window + Int(frame) * pageSize
    }

    /// Returns the guest frame of an address in the window.
    func frame(of address: UnsafeRawPointer) -> UInt64? {
        // SAFETY: the pointers are compared only as numbers.
        let distance = unsafe Int(bitPattern: address) - Int(bitPattern: window)
        guard distance >= 0, distance < frameCount * pageSize else { return nil }
        return UInt64(distance / pageSize)
    }

    /// Maps guest frames to host frames.
    func add(
        _ first: HostFrame, _ count: Int, at frame: UInt64, _ kind: PhysicalEntry.Kind,
        writable: Bool
    ) {
        for index in 0..<count {
            entries[Int(frame) + index] = PhysicalEntry(
                frame: HostFrame(number: first.number + index), kind: kind)
        }
        unsafe host.map(first, count, at: address(of: frame), writable: writable)
    }

    func remove(at frame: UInt64) {
        entries[Int(frame)] = nil
        unsafe HostMemory.unmap(address(of: frame), 1)
    }

    /// Copies the domain's own memory to new host frames, and unmaps Xen's pages and grants: a
    /// restored domain finds its memory, and nothing else.
    func move() {
        var frame = 0
        while frame < frameCount {
            let first = frame
            while frame < frameCount, entries[frame]?.kind == .memory { frame += 1 }
            if frame > first {
                moveRun(first..<frame)
            } else {
                if entries[frame] != nil { remove(at: UInt64(frame)) }
                frame += 1
            }
        }
    }

    private func moveRun(_ run: Range<Int>) {
        let new = host.allocate(run.count)
        for (index, frame) in run.enumerated() {
            // SAFETY: the run is memory of the domain's, and the new frames are contiguous host
            // frames.
            unsafe host.address(of: HostFrame(number: new.number + index)).copyMemory(
                from: host.address(of: entries[frame]!.frame), byteCount: pageSize)
        }
        add(new, run.count, at: UInt64(run.lowerBound), .memory, writable: true)
    }

    /// Returns the guest frame of a page of Xen's.
    func place(of frame: HostFrame) -> UInt64? {
        entries.firstIndex { $0?.frame == frame && $0?.kind == .xen }.map(UInt64.init)
    }
}
