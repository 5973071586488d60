// SPDX-License-Identifier: MIT
// Xenstore's texts as bytes: paths with their limits, decimal numbers, lists of strings. Numbers
// come from other domains, so parsing never traps and accepts only digits.

import CompactStrings

/// The limits and forms of docs/misc/xenstore.txt and io/xs_wire.h.
package enum XenstoreText {
    /// The most bytes of a message's payload (XENSTORE_PAYLOAD_MAX).
    package static let payloadLimit = 4096
    /// The most bytes of an absolute path (XENSTORE_ABS_PATH_MAX).
    package static let absolutePathLimit = 3072
    /// The most bytes of a relative path (XENSTORE_REL_PATH_MAX).
    package static let relativePathLimit = 2048

    /// Returns the bytes of a text.
    ///
    /// Any other way would link the code for Objective-C's strings: five kilobytes.
    package static func bytes(_ text: String) -> [UInt8] {
        // SAFETY: the bytes are copied during the call. Native strings always lend them.
        unsafe text.utf8.withContiguousStorageIfAvailable { unsafe Array($0) } ?? []
    }

    static func check(_ path: [UInt8], for operation: XenstoreOperation) throws(XenstoreError) {
        var last: UInt8 = 0
        for byte in path {
            guard isAllowed(byte), !(byte == slash && last == slash) else {
                throw .invalidPath(operation)
            }
            last = byte
        }
        guard last != 0, last != slash || path.count == 1 else { throw .invalidPath(operation) }
        let limit = path[0] == slash ? absolutePathLimit : relativePathLimit
        guard path.count <= limit else {
            throw .tooLong(operation, byteCount: path.count, limit: limit)
        }
    }

    private static let slash = UInt8(ascii: "/")

    /// Returns whether a byte is an ASCII letter or digit or one of `-/_@`
    /// (docs/misc/xenstore.txt).
    private static func isAllowed(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "/"),
            UInt8(ascii: "_"), UInt8(ascii: "@"):
            true
        default: false
        }
    }

    /// Returns a number's digits as a text.
    package static func text(_ number: UInt64) -> String {
        String(bytes: digits(number))
    }

    /// Parses all of `bytes` as a decimal number; nil for anything else and beyond 64 bits.
    package static func number(_ bytes: ArraySlice<UInt8>) -> UInt64? {
        guard !bytes.isEmpty else { return nil }
        var value: UInt64 = 0
        for byte in bytes {
            guard byte >= UInt8(ascii: "0"), byte <= UInt8(ascii: "9") else { return nil }
            let (tens, overflowed) = value.multipliedReportingOverflow(by: 10)
            let (sum, carried) = tens.addingReportingOverflow(UInt64(byte - UInt8(ascii: "0")))
            guard !overflowed, !carried else { return nil }
            value = sum
        }
        return value
    }

    /// Appends a number in decimal.
    package static func append(_ number: UInt64, to bytes: inout [UInt8]) {
        if number >= 10 { append(number / 10, to: &bytes) }
        bytes.append(UInt8(ascii: "0") + UInt8(number % 10))
    }

    /// Returns the number in decimal.
    package static func digits(_ number: UInt64) -> [UInt8] {
        var bytes: [UInt8] = []
        append(number, to: &bytes)
        return bytes
    }

    /// Returns `bytes` without a terminating zero, if there is one.
    static func withoutZero(_ bytes: [UInt8]) -> ArraySlice<UInt8> {
        bytes.last == 0 ? bytes.dropLast() : bytes[...]
    }

    /// Splits `bytes` into zero-terminated strings; nil when the last one has no zero.
    static func strings(_ bytes: ArraySlice<UInt8>) -> [ArraySlice<UInt8>]? {
        var strings: [ArraySlice<UInt8>] = []
        var start = bytes.startIndex
        for index in bytes.indices where bytes[index] == 0 {
            strings.append(bytes[start..<index])
            start = index + 1
        }
        return start == bytes.endIndex ? strings : nil
    }
}
