// SPDX-License-Identifier: MIT
// Locates and reads the records of a commit log: a region of two halves with room for the same
// number of pages.

import BlockIO

/// Reads the records of a commit log.
final class CommitLogReader {
    /// The number of blocks read at once, at most; equal to a page of 65,536 bytes.
    static let windowBlocks = 16

    let volume: Volume
    let databaseEntry: DatabaseEntry
    let pageSize: Int
    /// The number of records in a half.
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

    /// Returns the blocks of a record and those contiguous with them on the disk. A page of several
    /// blocks can be split over two extents.
    func place(ofRecord record: Int) -> Extent {
        locate(UInt64(record * blocksPerPage))
    }

    private func locate(_ block: UInt64) -> Extent {
        guard let extent = databaseEntry.descriptor.commitLog.extents.locate(block) else {
            preconditionFailure("a commit log has blocks for its records")
        }
        return extent
    }

    /// Reads the pages of consecutive records.
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

    /// Reads records of a half from an index on into the window, and returns their number.
    func fill(_ half: Int, _ index: Int) throws(VolumeError) -> Int {
        let buffer = memory ?? BlockBuffer(blocks: Self.windowBlocks)
        memory = buffer
        let count = min(Self.windowBlocks / blocksPerPage, self.half - index)
        // SAFETY: the buffer lives as long as the reader.
        try unsafe read(
            half * self.half + index, into: buffer.slice(0..<count * pageSize))
        return count
    }

    /// Returns the sequence field of a page in the window.
    func sequence(_ offset: Int) -> UInt64 {
        memory?.load((offset + 1) * pageSize - CommitRecord.reservedBytes) ?? 0
    }

    /// Returns the record of a page in the window, or nil if it is invalid.
    func record(_ offset: Int) -> CommitRecord? {
        guard let memory else { return nil }
        let start = offset * pageSize
        // SAFETY: the buffer lives during the call.
        return unsafe CommitRecord(
            UnsafeRawBufferPointer(memory.slice(start..<start + pageSize)),
            database: databaseEntry.descriptor.identifier)
    }

    /// Copies a page of the window.
    ///
    /// - Safety: `target` must be valid for writing, and a page.
    @unsafe func copy(_ offset: Int, to target: UnsafeMutableRawBufferPointer) {
        guard let memory else { return }
        let start = offset * pageSize
        // SAFETY: the caller vouches for the target, and the buffer lives during the call.
        unsafe target.copyMemory(
            from: UnsafeRawBufferPointer(memory.slice(start..<start + pageSize)))
    }

    /// Overwrites all records of the database in the region with zeros. Returns whether there were
    /// any.
    func emptyRecords() throws(VolumeError) -> Bool {
        var isFound = false
        try forEach { (offset, number) throws(VolumeError) in
            guard record(offset) != nil else { return }
            isFound = true
            try empty(number)
        }
        return isFound
    }

    /// Calls the body for all pages of the region, with the offset in the window and the number of
    /// the record.
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

    /// Overwrites a record, which is in its page's last block, with zeros.
    func empty(_ record: Int) throws(VolumeError) {
        try volume.empty(locate(UInt64((record + 1) * blocksPerPage - 1)).start)
    }

    /// Frees the window.
    func forget() { memory = nil }
}
