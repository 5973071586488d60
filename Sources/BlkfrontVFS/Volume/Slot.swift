// SPDX-License-Identifier: MIT
// A slot of a volume in memory: what the newer copy of its descriptor says, or will say.

/// A place for a database.
final class Slot {
    /// Its number, from 0.
    let index: Int
    /// What is true now. The disk has it when the slot is not dirty.
    var descriptor: Descriptor
    /// The copy, 0 or 1, that was read or written last. The next change writes the other.
    var newestCopy: Int
    /// Whether the disk has an older descriptor.
    var isDirty = false
    /// Whether the database is open.
    var isOpen = false
    /// Whether one of the two copies was unreadable at mount, as after a power cut.
    var hadDamagedCopy = false

    init(_ index: Int, _ descriptor: Descriptor, newestCopy: Int) {
        self.index = index
        self.descriptor = descriptor
        self.newestCopy = newestCopy
    }

    /// The block of a copy.
    func block(ofCopy copy: Int) -> UInt64 { 2 + 2 * UInt64(index) + UInt64(copy) }
}
