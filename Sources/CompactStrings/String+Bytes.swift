// SPDX-License-Identifier: MIT
// Strings compared byte for byte, as SQLite and disks compare them. `==` would link Unicode's tables into a guest. And a
// loop over `utf8` has a second way at each step, for strings of Objective-C, which there are none of: a thousand bytes at
// each comparison. A span has one way. A string is made of bytes by a call, too.

extension String {
    /// Makes a string of bytes in UTF-8. What is none becomes U+FFFD.
    package init(bytes: [UInt8]) { self = string(bytes.span) }

    /// Makes a string of bytes in UTF-8. What is none becomes U+FFFD.
    package init(bytes: ArraySlice<UInt8>) { self = string(bytes.span) }

    /// Whether both have the same bytes in UTF-8.
    package func isSame(as other: String) -> Bool { equal(utf8Span.span, other.utf8Span.span) }

    /// Whether these are the bytes in UTF-8.
    package func isSame(as bytes: [UInt8]) -> Bool { equal(utf8Span.span, bytes.span) }

    /// Whether the bytes begin with those of a prefix.
    package func hasBytePrefix(_ prefix: String) -> Bool {
        let (all, part) = (utf8Span.span, prefix.utf8Span.span)
        return all.count >= part.count && equal(all.extracting(first: part.count), part)
    }

    /// Whether the bytes end with those of a suffix.
    package func hasByteSuffix(_ suffix: String) -> Bool {
        let (all, part) = (utf8Span.span, suffix.utf8Span.span)
        return all.count >= part.count && equal(all.extracting(last: part.count), part)
    }

    /// The bytes in UTF-8.
    package var bytes: [UInt8] {
        let span = utf8Span.span
        var bytes: [UInt8] = []
        bytes.reserveCapacity(span.count)
        for index in span.indices { bytes.append(span[index]) }
        return bytes
    }
}

@inline(never) private func string(_ bytes: Span<UInt8>) -> String {
    // SAFETY: the string copies the bytes, which live through the call.
    unsafe bytes.withUnsafeBufferPointer { unsafe String(decoding: $0, as: UTF8.self) }
}

@inline(never) private func equal(_ left: Span<UInt8>, _ right: Span<UInt8>) -> Bool {
    guard left.count == right.count else { return false }
    for index in left.indices where left[index] != right[index] { return false }
    return true
}
