// SPDX-License-Identifier: MIT
// Input as it came, and lines out of it. Terminals end lines with CR, pipes with LF, some with both.

internal import XenRing

/// Input that nobody has read yet, at most a line's worth and a little more.
struct ConsoleInput {
    /// Bytes that a line has at most; a longer one is handed out in pieces.
    static let lineLimit = 4096

    private var bytes: [UInt8] = []
    /// Whether the last line ended with CR: an LF after it belongs to the same end.
    private var isAfterReturn = false

    /// Takes some bytes from the ring and returns how many; nil when the ring is dead.
    mutating func fill(from ring: ConsoleRing) -> Int? {
        var piece = InlineArray<128, UInt8>(repeating: 0)
        // SAFETY: the ring copies into the piece during the call only.
        let read = unsafe withUnsafeMutableBytes(of: &piece) { unsafe ring.read(into: $0) }
        guard let count = read else { return nil }
        for index in 0..<count { bytes.append(piece[index]) }
        return count
    }

    /// The next line without its end, or nil when its end has not come.
    mutating func takeLine() -> [UInt8]? {
        if isAfterReturn, let first = bytes.first {
            if first == UInt8(ascii: "\n") { bytes.removeFirst() }
            isAfterReturn = false
        }
        // Bytes come 128 at a time, so no line in here is much longer than the limit.
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

    /// All bytes, or nil when there are none.
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
