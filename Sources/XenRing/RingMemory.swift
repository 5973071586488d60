// SPDX-License-Identifier: MIT
// A request/response ring in granted pages (io/ring.h): four counters, padding up to 64 bytes, then
// slots shared by requests and responses. The number of slots is the largest power of two that
// fits.

/// The memory of a ring, for either side.
@safe package struct RingMemory: RingWords {
    /// The bytes before the first slot.
    package static let headerSize = 64

    private let base: UnsafeMutableRawPointer
    private let slotSize: Int
    /// The number of slots.
    package let slotCount: UInt32

    /// A ring in `byteCount` bytes at `base`, which is aligned to eight and outlives it. `slotSize`
    /// is the larger of request and response.
    @unsafe package init(at base: UnsafeMutableRawPointer, byteCount: Int, slotSize: Int) {
        let fitting = UInt32((byteCount - Self.headerSize) / slotSize)
        precondition(fitting > 0, "a ring has room for a slot")
        unsafe self.base = base
        self.slotSize = slotSize
        slotCount = 1 << (31 - fitting.leadingZeroBitCount)
    }

    package func load(_ word: RingWord) -> UInt32 {
        // SAFETY: the four words lie in the header, and the base is aligned.
        unsafe SharedWord(at: base + word.rawValue).load()
    }

    package func store(_ value: UInt32, to word: RingWord) {
        // SAFETY: as for `load`.
        unsafe SharedWord(at: base + word.rawValue).store(value)
    }

    package func fence() {
        fullFence()
    }

    /// Copies an entry into its slot.
    func write<Entry: BitwiseCopyable>(_ entry: Entry, at index: RingIndex) {
        precondition(MemoryLayout<Entry>.size <= slotSize, "an entry fits into a slot")
        let slot = unsafe slot(at: index)
        // SAFETY: the slot has room, and the entry is bytes only.
        unsafe withUnsafeBytes(of: entry) { bytes in
            unsafe slot.copyMemory(from: bytes.baseAddress!, byteCount: bytes.count)
        }
    }

    /// Copies an entry out of its slot, once.
    func read<Entry: BitwiseCopyable>(_ type: Entry.Type, at index: RingIndex) -> Entry {
        precondition(MemoryLayout<Entry>.size <= slotSize, "an entry fits into a slot")
        // SAFETY: the slot has as many bytes, and any bytes make an entry.
        let entry = unsafe slot(at: index).loadUnaligned(as: type)
        sealCopy()
        #if MIRAGE_READ_POINTS
        unsafe readPoint?(.copied, slot(at: index), MemoryLayout<Entry>.size)
        #endif
        return entry
    }

    private func slot(at index: RingIndex) -> UnsafeMutableRawPointer {
        // SAFETY: the offset is below the number of slots, all of which lie in the ring's bytes.
        unsafe base + Self.headerSize + index.offset(in: slotCount) * slotSize
    }
}
