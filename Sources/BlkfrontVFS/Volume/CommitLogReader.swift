// SPDX-License-Identifier: MIT
// Where the records of a commit log are: a region of two halves, each with room for as many pages, and reading them.

import BlockIO

/// Reads the records of a commit log.
final class CommitLogReader {
    /// Blocks that are read at once, at most; a page of 65,536 bytes is as many.
    static let windowBlocks = 16

    let volume: Volume
    let databaseEntry: DatabaseEntry
    let pageSize: Int
    /// Records that a half has room for.
    let half: Int
    private var memory: BlockBuffer?

    init(_ volume: Volume, _ databaseEntry: DatabaseEntry) {
        self.volume = volume
        self.databaseEntry = databaseEntry
        pageSize = Int(databaseEntry.descriptor.sealedPageSize)
        half =
            Int(databaseEntry.descriptor.commitLog.extents.blockCount) / 2 / (pageSize / blockSize)
    }

    var blocksPerPage: Int { pageSize / blockSize }

    /// The blocks of a record and of those that follow it without a gap on the disk. A page of several blocks can be in
    /// two places.
    func place(ofRecord record: Int) -> Extent {
        locate(UInt64(record * blocksPerPage))
    }

    private func locate(_ block: UInt64) -> Extent {
        guard let extent = databaseEntry.descriptor.commitLog.extents.locate(block) else {
            preconditionFailure("a commit log has blocks for its records")
        }
        return extent
    }

    /// Reads pages of records that follow each other.
    ///
    /// - Safety: `target` must be valid for writing, and whole pages.
    @unsafe func read(
        _ record: Int, into target: UnsafeMutableRawBufferPointer
    ) throws(VolumeError) {
        var done = 0
        while done < target.count {
            let extent = locate(UInt64(record * blocksPerPage + done / blockSize))
            let count = min(target.count - done, Int(extent.count) * blockSize)
            // SAFETY: `count` is at most what is left of the target.
            try unsafe volume.read(
                extent.start,
                into: UnsafeMutableRawBufferPointer(rebasing: target[done..<done + count]))
            done += count
        }
    }

    /// Reads records of a half from an index on into the window, and says how many.
    func fill(_ half: Int, _ index: Int) throws(VolumeError) -> Int {
        let buffer = memory ?? BlockBuffer(blocks: Self.windowBlocks)
        memory = buffer
        let count = min(Self.windowBlocks / blocksPerPage, self.half - index)
        // SAFETY: the buffer lives as long as the reader.
        try unsafe read(
            half * self.half + index, into: buffer.slice(0..<count * pageSize))
        return count
    }

    /// The sequence that the window's page says it has.
    func sequence(_ offset: Int) -> UInt64 {
        memory?.load((offset + 1) * pageSize - CommitRecord.reservedBytes) ?? 0
    }

    /// The record of the window's page.
    func record(_ offset: Int) -> CommitRecord? {
        guard let memory else { return nil }
        let start = offset * pageSize
        // SAFETY: the buffer lives during the call.
        return unsafe CommitRecord(
            UnsafeRawBufferPointer(memory.slice(start..<start + pageSize)),
            database: databaseEntry.descriptor.identifier)
    }

    /// Copies the window's page.
    ///
    /// - Safety: `target` must be valid for writing, and a page.
    @unsafe func copy(_ offset: Int, to target: UnsafeMutableRawBufferPointer) {
        guard let memory else { return }
        let start = offset * pageSize
        // SAFETY: the caller vouches for the target, and the buffer lives during the call.
        unsafe target.copyMemory(
            from: UnsafeRawBufferPointer(memory.slice(start..<start + pageSize)))
    }

    /// Writes zeros over all records of the database that are in the region. Says whether there were any.
    func emptyRecords() throws(VolumeError) -> Bool {
        var isFound = false
        try forEach { (offset, number) throws(VolumeError) in
            guard record(offset) != nil else { return }
            isFound = true
            try empty(number)
        }
        return isFound
    }

    /// Goes through all pages of the region: where in the window each is, and the number of its record.
    func forEach(
        _ body: (_ offset: Int, _ number: Int) throws(VolumeError) -> Void
    ) throws(VolumeError) {
        for half in 0..<2 {
            var index = 0
            while index < self.half {
                let count = try fill(half, index)
                for offset in 0..<count { try body(offset, half * self.half + index + offset) }
                index += count
            }
        }
    }

    /// Writes zeros over a record, which is in its page's last block.
    func empty(_ record: Int) throws(VolumeError) {
        try volume.empty(locate(UInt64((record + 1) * blocksPerPage - 1)).start)
    }

    /// Gives up the window.
    func forget() { memory = nil }
}
