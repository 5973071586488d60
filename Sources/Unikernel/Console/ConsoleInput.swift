// SPDX-License-Identifier: MIT
// Splits input into lines. Terminals end lines with CR, pipes with LF, some with both.

internal import XenRing

/// Unread input, at most a line and a little more.
struct ConsoleInput {
    /// The most bytes of a line; a longer one is returned in pieces.
    static let lineLimit = 4096

    private var bytes: [UInt8] = []
    /// Whether the last line ended with CR; a following LF belongs to the same end.
    private var isAfterReturn = false

    /// Reads some bytes from the ring and returns their number; nil when the ring is dead.
    mutating func fill(from ring: ConsoleRing) -> Int? {
        var piece = InlineArray<128, UInt8>(repeating: 0)
        // SAFETY: the ring copies into the piece only during the call.
        let read = unsafe withUnsafeMutableBytes(of: &piece) { unsafe ring.read(into: $0) }
        guard let count = read else { return nil }
        for index in 0..<count { bytes.append(piece[index]) }
        return count
    }

    /// Returns the next line without its end; nil when it is not complete.
    mutating func takeLine() -> [UInt8]? {
        if isAfterReturn, let first = bytes.first {
            if first == UInt8(ascii: "\n") { bytes.removeFirst() }
            isAfterReturn = false
        }
        // Bytes arrive 128 at a time, so no line here is much longer than the limit.
        for index in bytes.indices {
            let byte = bytes[index]
            if byte == UInt8(ascii: "\r") || byte == UInt8(ascii: "\n") {
                isAfterReturn = byte == UInt8(ascii: "\r")
                return take(index, dropping: 1)
            }
        }
        guard bytes.count >= Self.lineLimit else { return nil }
        isAfterReturn = false
        return take(Self.lineLimit, dropping: 0)
    }

    /// Returns all bytes; nil when there are none.
    mutating func takeAll() -> [UInt8]? {
        guard !bytes.isEmpty else { return nil }
        isAfterReturn = false
        return take(bytes.count, dropping: 0)
    }

    private mutating func take(_ count: Int, dropping end: Int) -> [UInt8] {
        let taken = Array(bytes[..<count])
        bytes.removeFirst(count + end)
        return taken
    }
}
