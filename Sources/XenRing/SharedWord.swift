// SPDX-License-Identifier: MIT
// A 32-bit word in memory that another domain writes concurrently. Each access is one atomic
// instruction. The compiler may neither repeat a load, since the peer could change the word in
// between, nor tear a store.

internal import Synchronization

/// A word shared with a peer.
@safe package struct SharedWord {
    private let word: UnsafePointer<Atomic<UInt32>>

    /// The word at `address`, which is aligned to four bytes and outlives this value.
    @unsafe package init(at address: UnsafeMutableRawPointer) {
        // SAFETY: an Atomic<UInt32> has the layout of the word it holds, and every access is
        // through one.
        unsafe word = UnsafePointer(address.assumingMemoryBound(to: Atomic<UInt32>.self))
    }

    /// Reads the word once; later accesses are not moved before it.
    package func load() -> UInt32 {
        // SAFETY: `init` was promised a live, aligned address.
        let value = unsafe word.pointee.load(ordering: .acquiring)
        #if MIRAGE_READ_POINTS
        unsafe readPoint?(.loaded, UnsafeMutableRawPointer(mutating: word), 4)
        #endif
        return value
    }

    /// Writes the word; earlier writes are visible to a peer that reads it.
    package func store(_ value: UInt32) {
        // SAFETY: as for `load`.
        unsafe word.pointee.store(value, ordering: .releasing)
        #if MIRAGE_READ_POINTS
        unsafe readPoint?(.stored, UnsafeMutableRawPointer(mutating: word), 4)
        #endif
    }
}

/// Orders earlier stores before later loads, which x86 does not do otherwise (Intel SDM 3A 9.2).
package func fullFence() {
    atomicMemoryFence(ordering: .sequentiallyConsistent)
}

/// Ends a copy out of shared memory: the compiler may not re-read the original in place of the
/// copy.
package func sealCopy() {
    atomicMemoryFence(ordering: .acquiring)
}
