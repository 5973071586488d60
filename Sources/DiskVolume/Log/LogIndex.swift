// SPDX-License-Identifier: MIT
// The index of an append-only log: the position in the log of the newest bytes at each offset.
// Positions count payload capacity: byte b of the payload of sequence s is at 4,032 s + b, so a
// write over many blocks is one piece.
//
// Invariant: pieces are sorted by their logical offset, not empty, and do not overlap.

/// Maps an offset to a position in the log.
struct LogIndex {
    private struct Piece {
        var logical: UInt64
        var count: UInt64
        var position: UInt64
        var end: UInt64 { logical + count }
    }

    private var pieces: [Piece] = []

    /// Returns the position of a byte, nil for a gap, and the length of the run from there.
    func find(_ logical: UInt64) -> (position: UInt64?, count: UInt64) {
        let index = firstIndex(endingAfter: logical)
        guard index < pieces.count else { return (nil, .max) }
        let piece = pieces[index]
        if piece.logical > logical { return (nil, piece.logical - logical) }
        return (piece.position + (logical - piece.logical), piece.end - logical)
    }

    /// Records a write, replacing earlier ones.
    mutating func insert(_ logical: UInt64, _ count: UInt64, at position: UInt64) {
        guard count > 0 else { return }
        let end = logical + count
        if let last = pieces.last, last.end == logical {
            if last.position + last.count == position {
                pieces[pieces.count - 1].count += count
            } else {
                pieces.append(Piece(logical: logical, count: count, position: position))
            }
            return
        }
        let first = firstIndex(endingAfter: logical)
        var index = first
        var replacement: [Piece] = []
        if index < pieces.count, pieces[index].logical < logical {
            var head = pieces[index]
            head.count = logical - head.logical
            replacement.append(head)
        }
        replacement.append(Piece(logical: logical, count: count, position: position))
        while index < pieces.count, pieces[index].logical < end {
            let piece = pieces[index]
            if piece.end > end {
                replacement.append(
                    Piece(
                        logical: end, count: piece.end - end,
                        position: piece.position + (end - piece.logical)))
            }
            index += 1
        }
        pieces.replaceSubrange(first..<index, with: replacement)
    }

    /// Removes all entries from offset `size` on.
    mutating func truncate(to size: UInt64) {
        while let last = pieces.last, last.end > size {
            if last.logical >= size {
                pieces.removeLast()
            } else {
                pieces[pieces.count - 1].count = size - last.logical
            }
        }
    }

    /// Removes all entries from a position on.
    mutating func removeAll(from position: UInt64) {
        pieces.removeAll { $0.position >= position }
        for index in pieces.indices where pieces[index].position + pieces[index].count > position {
            pieces[index].count = position - pieces[index].position
        }
    }

    mutating func removeAll() { pieces.removeAll() }

    private func firstIndex(endingAfter logical: UInt64) -> Int {
        if let last = pieces.last, last.end <= logical { return pieces.count }
        var (low, high) = (0, pieces.count)
        while low < high {
            let middle = (low + high) / 2
            if pieces[middle].end <= logical { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
