// SPDX-License-Identifier: MIT
// The page that Xen and a domain share (xen.h, `struct shared_info`): pending event ports and time.
// Xen writes it at any time, so every access here is a single atomic one.
//
// Offsets are those of the structure on x86-64; the tests compare them with the header.

internal import CXen
internal import Synchronization

/// A domain's view of its shared info page.
@safe package struct SharedInfo {
    package enum Offset {
        package static let version = 32
        package static let timestamp = 40
        package static let systemTime = 48
        package static let multiplier = 56
        package static let shift = 60
        package static let pending = 2048
        package static let mask = 2560
        package static let wallVersion = 3072
        package static let wallSeconds = 3076
        package static let wallNanoseconds = 3080
        package static let wallSecondsHigh = 3084
    }

    /// The number of words of pending bits, and of mask bits.
    package static let wordCount = 64

    /// The attempts to read a record while Xen writes it. A write takes far under a microsecond.
    private static let attempts = 64

    private let base: UnsafeMutableRawPointer

    /// Creates the view of the page at `base`.
    ///
    /// - Safety: `base` must stay the address of a shared info page as long as the view is used.
    @unsafe package init(at base: UnsafeMutableRawPointer) {
        unsafe self.base = base
    }

    /// Places the shared info page in unused guest-physical space and returns the view of it.
    package static func map(on machine: any XenMachine) throws(HypervisorFault) -> SharedInfo {
        guard let page = unsafe machine.reserveFrames(1) else {
            throw HypervisorFault(.addToPhysicalMap, .outOfFrames)
        }
        // SAFETY: Xen places the page there, and reserved frames are never released.
        let sharedInfo = unsafe SharedInfo(at: page)
        try sharedInfo.place(on: machine)
        return sharedInfo
    }

    /// Places the page at this view's address: at first, and again in each new domain.
    func place(on machine: any XenMachine) throws(HypervisorFault) {
        try unsafe Hypervisor(on: machine).addToPhysicalMap(
            UInt32(XENMAPSPACE_shared_info), index: 0, at: machine.frame(of: base))
    }

    // MARK: Events

    /// Returns the pending bits of the ports from 64 times `index` on.
    package func pendingWord(_ index: Int) -> UInt64 {
        unsafe word(Offset.pending + 8 * index).pointee.load(ordering: .acquiring)
    }

    /// Clears these pending bits, and returns which of them were set.
    package func clearPending(_ bits: UInt64, inWord index: Int) -> UInt64 {
        let before = unsafe word(Offset.pending + 8 * index).pointee.bitwiseAnd(
            ~bits, ordering: .acquiringAndReleasing
        ).oldValue
        return before & bits
    }

    /// Masks every port, so that no event asks for an interrupt.
    package func maskAll() {
        for index in 0..<Self.wordCount {
            unsafe word(Offset.mask + 8 * index).pointee.store(.max, ordering: .releasing)
        }
    }

    /// Returns the mask bits of the ports from 64 times `index` on.
    package func maskWord(_ index: Int) -> UInt64 {
        unsafe word(Offset.mask + 8 * index).pointee.load(ordering: .acquiring)
    }

    // MARK: Time

    /// Returns the first processor's time record; nil when Xen was writing it at every attempt.
    package func timeRecord() -> TimeRecord? {
        unsafe consistently(Offset.version) {
            // Multiplier, shift and flags share a word of eight bytes.
            let scale = unsafe word(Offset.multiplier).pointee.load(ordering: .relaxed)
            return unsafe TimeRecord(
                timestamp: word(Offset.timestamp).pointee.load(ordering: .relaxed),
                systemTime: word(Offset.systemTime).pointee.load(ordering: .relaxed),
                multiplier: UInt32(truncatingIfNeeded: scale),
                shift: Int8(truncatingIfNeeded: scale >> 32))
        }
    }

    /// Returns the time since 1970 at system time zero; nil when Xen was writing it at every
    /// attempt.
    package func wallClock() -> WallClock? {
        unsafe consistently(Offset.wallVersion) {
            let low = unsafe half(Offset.wallSeconds).pointee.load(ordering: .relaxed)
            let high = unsafe half(Offset.wallSecondsHigh).pointee.load(ordering: .relaxed)
            return unsafe WallClock(
                seconds: UInt64(high) << 32 | UInt64(low),
                nanoseconds: half(Offset.wallNanoseconds).pointee.load(ordering: .relaxed))
        }
    }

    /// Returns the result of `read` taken while a version word is even and unchanged (xen.h,
    /// `vcpu_time_info.version`).
    @inline(__always)
    @unsafe private func consistently<Record>(_ version: Int, _ read: () -> Record) -> Record? {
        for _ in 0..<Self.attempts {
            let before = unsafe half(version).pointee.load(ordering: .acquiring)
            guard before & 1 == 0 else { continue }
            let record = read()
            atomicMemoryFence(ordering: .acquiring)
            if unsafe half(version).pointee.load(ordering: .relaxed) == before { return record }
        }
        return nil
    }

    // SAFETY: the offsets above are within the page and aligned; only these two functions access
    // the page, and an atomic has the layout of its integer.
    private func word(_ offset: Int) -> UnsafeMutablePointer<Atomic<UInt64>> {
        unsafe (base + offset).assumingMemoryBound(to: Atomic<UInt64>.self)
    }

    private func half(_ offset: Int) -> UnsafeMutablePointer<Atomic<UInt32>> {
        unsafe (base + offset).assumingMemoryBound(to: Atomic<UInt32>.self)
    }
}
