// SPDX-License-Identifier: MIT
// What a disk may give back, block by block, by what was written and how that went. A content is one word, repeated: the
// block's number and a version.

/// What may be in the blocks of a disk.
struct BlockModel {
    /// What a read may return, if nothing else was answered for.
    private var present: [Set<UInt64>]
    /// What was written since the last flush, and what was there then.
    private var recent: [Set<UInt64>]
    /// Blocks that may hold anything, and those that might since the last flush.
    private var free: Set<UInt64> = []
    private var recentlyFree: Set<UInt64> = []
    /// The newest content of each block that the device took since the last flush.
    private(set) var unflushed: [UInt64: UInt64] = [:]
    private var nextVersion: UInt64 = 1

    let blockCount: UInt64

    init(blockCount: UInt64) {
        self.blockCount = blockCount
        present = Array(repeating: [0], count: Int(blockCount))
        recent = present
    }

    /// Whether the word was ever a block's content, or is that of a block that nobody wrote.
    func wasWritten(_ word: UInt64, to block: UInt64) -> Bool {
        word == 0 || word >> 40 == block + 1 && word & 0xff_ffff_ffff < nextVersion
    }

    /// The next content of a block.
    mutating func content(for block: UInt64) -> UInt64 {
        defer { nextVersion += 1 }
        return (block + 1) << 40 | nextVersion
    }

    /// Takes in that the device took a block, or may have.
    mutating func write(_ word: UInt64, to block: UInt64, isCertain: Bool) {
        let place = Int(block)
        recent[place].insert(word)
        if isCertain {
            present[place] = [word]
            free.remove(block)
            unflushed[block] = word
        } else {
            present[place].insert(word)
            unflushed[block] = nil
        }
    }

    mutating func discard(_ block: UInt64) {
        free.insert(block)
        recentlyFree.insert(block)
        unflushed[block] = nil
    }

    /// Takes in a flush that was reported as done.
    mutating func flush() {
        recent = present
        recentlyFree = free
        unflushed = [:]
    }

    /// Takes in that what was not flushed may be lost.
    mutating func lose() {
        for place in present.indices { present[place].formUnion(recent[place]) }
        recent = present
        free.formUnion(recentlyFree)
        recentlyFree = free
        unflushed = [:]
    }

    func allows(_ word: UInt64, at block: UInt64) -> Bool {
        free.contains(block) || present[Int(block)].contains(word)
    }
}
