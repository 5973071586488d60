// SPDX-License-Identifier: MIT
// Printing of text that was put together. The standard library's `print` for it handles strings that only other
// systems have, and hands over byte by byte; this one writes the bytes as they lie in memory.

/// Writes a text and what ends it to the guest's console.
public func print(_ text: String, terminator: StaticString = "\n") {
    // SAFETY: the bytes are lent for the call. A guest's strings are all native ones, which lend them.
    unsafe text.utf8.withContiguousStorageIfAvailable { unsafe Output.write($0) }
    unsafe Output.write(
        UnsafeBufferPointer(start: terminator.utf8Start, count: terminator.utf8CodeUnitCount))
}
