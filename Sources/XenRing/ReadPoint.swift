// SPDX-License-Identifier: MIT
// A place where the peer may act in the middle of this side's code. Each access to shared memory goes through here, so
// that a test can let a peer on another processor change what was just read, at the worst moment and again for the
// same seed. Only builds with `MIRAGE_READ_POINTS` have it; others, guests among them, have nothing of it.

#if MIRAGE_READ_POINTS
/// What was done with shared memory.
package enum SharedAccess: Sendable {
    /// A counter was read.
    case loaded
    /// Bytes were copied out.
    case copied
    /// A counter was written.
    case stored
}

/// Is told of each access to shared memory after it: what it was, where, and of how many bytes.
nonisolated(unsafe) package var readPoint:
    ((SharedAccess, UnsafeMutableRawPointer, _ byteCount: Int) -> Void)?
#endif
