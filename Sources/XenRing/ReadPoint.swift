// SPDX-License-Identifier: MIT
// A hook after each access to shared memory. A test uses it to act as a peer on another processor:
// it changes what was just read at the worst moment, and again for the same seed. It exists only in
// builds with `MIRAGE_READ_POINTS`, never in guests.

#if MIRAGE_READ_POINTS
/// The kind of an access to shared memory.
package enum SharedAccess: Sendable {
    /// A counter was read.
    case loaded
    /// Bytes were copied out.
    case copied
    /// A counter was written.
    case stored
}

/// Called after each access to shared memory with its kind, address and byte count.
nonisolated(unsafe) package var readPoint:
    ((SharedAccess, UnsafeMutableRawPointer, _ byteCount: Int) -> Void)?
#endif
