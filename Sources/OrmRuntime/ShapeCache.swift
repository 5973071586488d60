// SPDX-License-Identifier: MIT
// An LRU cache of prepared statements whose shape is only known at run time.
import CSQLite

/// A small table of idle statements by shape. Search is linear: the table is short, and comparing
/// usually takes one word.
struct ShapeCache {
    /// More shapes than most programs have. SQLite needs a few kilobytes for each statement.
    static let capacity = 64

    @safe private struct Entry {
        let shape: Shape
        // Owned and idle.
        let statement: OpaquePointer
    }

    /// In order of use, most recent last.
    private var entries: [Entry] = []

    /// Removes and returns a shape's statement, or returns nil.
    mutating func take(_ shape: Shape) -> Statement? {
        guard
            let index = entries.lastIndex(where: {
                $0.shape.hash == shape.hash && $0.shape == shape
            })
        else { return nil }
        // SAFETY: the entry is removed, so the handle has one owner.
        return unsafe Statement(owning: entries.remove(at: index).statement)
    }

    /// Adds an idle statement. A nested query may add a second one of the same shape.
    mutating func keep(_ statement: consuming Statement, for shape: Shape) {
        if entries.count == Self.capacity {
            // SAFETY: removed from the table and idle; the temporary owner finalises it.
            _ = unsafe Statement(owning: entries.removeFirst().statement)
        }
        unsafe entries.append(Entry(shape: shape, statement: statement.release()))
    }

    mutating func finalizeAll() {
        // SAFETY: as in `keep`.
        while let entry = entries.popLast() { _ = unsafe Statement(owning: entry.statement) }
    }
}
