// SPDX-License-Identifier: MIT
// What the ring tests share: pages with guards around them, so that a byte written or read in the
// wrong place shows.

import SeededRandom
import Testing

#if canImport(Glibc)
import Glibc
#endif

/// Pages of memory between two that may be neither read nor written.
@safe final class GuardedPages {
    let base: UnsafeMutableRawPointer
    private let mapping: UnsafeMutableRawPointer
    private let byteCount: Int

    init(_ count: Int = 1) {
        // SAFETY: a fresh anonymous mapping; the first and the last page lose all rights.
        byteCount = (count + 2) * 4096
        unsafe mapping = mmap(
            nil, byteCount, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0)!
        unsafe base = mapping + 4096
        unsafe mprotect(mapping, 4096, PROT_NONE)
        unsafe mprotect(base + count * 4096, 4096, PROT_NONE)
    }

    deinit {
        // SAFETY: mapped in `init`, and nobody holds an address longer than this object.
        unsafe munmap(mapping, byteCount)
    }
}
