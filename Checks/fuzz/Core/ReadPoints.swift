// SPDX-License-Identifier: MIT
// A peer on another processor: it changes shared memory right after this side has read it, before this side's next
// step. What was read once stays what it was; who reads twice sees something else.

import SeededRandom
import XenRing

/// The one hook for accesses to shared memory.
enum ReadPoints {
    /// Has `act` called after each access to memory that the domain `owns`.
    static func set(
        owns: @escaping (UnsafeRawPointer) -> Bool,
        _ act: @escaping (SharedAccess, UnsafeMutableRawPointer, Int) -> Void
    ) {
        var isActing = false
        unsafe readPoint = { access, address, count in
            // What the peer itself does with its own view of the page is not seen here.
            guard !isActing, unsafe owns(address) else { return }
            isActing = true
            unsafe act(access, address, count)
            isActing = false
        }
    }

    static func clear() {
        unsafe readPoint = nil
    }
}
