// SPDX-License-Identifier: MIT
// `print` for dynamic strings. The standard library's version handles strings that only other
// systems have and writes byte by byte; this one writes the string's UTF-8 at once.

/// Writes a text and its terminator to the guest's console.
public func print(_ text: String, terminator: StaticString = "\n") {
    // SAFETY: the bytes are borrowed for the call. All strings of a guest are native, so they lend
    // them.
    unsafe text.utf8.withContiguousStorageIfAvailable { unsafe Output.write($0) }
    unsafe Output.write(
        UnsafeBufferPointer(start: terminator.utf8Start, count: terminator.utf8CodeUnitCount))
}
