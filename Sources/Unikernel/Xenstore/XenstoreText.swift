// SPDX-License-Identifier: MIT
// Xenstore's texts as bytes: paths with their limits, decimal numbers, lists of strings. Numbers come from other
// domains, so reading one never traps and never accepts more than digits.

/// The limits and forms of docs/misc/xenstore.txt and io/xs_wire.h.
package enum XenstoreText {
    /// Bytes of payload that a message has at most (XENSTORE_PAYLOAD_MAX).
    package static let payloadLimit = 4096
    /// Bytes of a path that begins at the root (XENSTORE_ABS_PATH_MAX).
    package static let absolutePathLimit = 3072
    /// Bytes of a path below the domain's own (XENSTORE_REL_PATH_MAX).
    package static let relativePathLimit = 2048

    /// The bytes of a text.
    ///
    /// Any other way to them would link what it takes to walk texts of Objective-C: five kilobytes.
    static func bytes(_ text: String) -> [UInt8] {
        // SAFETY: the bytes are copied during the call. Texts of Swift's own always lend them.
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

    /// ASCII letters and digits and `-/_@` (docs/misc/xenstore.txt).
    private static func isAllowed(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "/"),
            UInt8(ascii: "_"), UInt8(ascii: "@"):
            true
        default: false
        }
    }

    /// The number that all of `bytes` spell in decimal; nil for anything else and beyond 64 bits.
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

    /// The number in decimal.
    package static func digits(_ number: UInt64) -> [UInt8] {
        var bytes: [UInt8] = []
        append(number, to: &bytes)
        return bytes
    }

    /// `bytes` without the zero at the end, if there is one.
    static func withoutZero(_ bytes: [UInt8]) -> ArraySlice<UInt8> {
        bytes.last == 0 ? bytes.dropLast() : bytes[...]
    }

    /// The strings in `bytes`, each of which ends with a zero; nil when the last one does not.
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
