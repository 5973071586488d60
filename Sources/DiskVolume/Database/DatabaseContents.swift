// SPDX-License-Identifier: MIT
// The contents of a database: the main file overlaid by the commit log. Pages beyond the end of the
// main file that are not in the log were skipped by the writer of later ones, and are zero.

import BlockIO

/// The main file as SQLite sees it.
final class DatabaseContents {
    let main: MainFile
    private let databaseEntry: DatabaseEntry
    /// The commit log, if the database has one.
    var commits: CommitLog?

    init(_ volume: Volume, _ databaseEntry: DatabaseEntry) throws(VolumeError) {
        self.databaseEntry = databaseEntry
        main = MainFile(volume, databaseEntry)
        guard databaseEntry.descriptor.commitLog.extents.blockCount > 0 else { return }
        commits = try CommitLog(volume, databaseEntry, main)
    }

    /// Bytes of the file.
    var byteCount: UInt64 { commits?.byteCount ?? databaseEntry.descriptor.byteCount }

    /// Reads the available bytes and returns their number.
    ///
    /// - Safety: `target` must be valid for writing.
    @unsafe func read(
        at offset: UInt64, into target: UnsafeMutableRawBufferPointer
    ) throws(VolumeError) -> Int {
        guard let commits, commits.hidesPages else {
            // SAFETY: the caller vouches for the buffer.
            return try unsafe main.read(at: offset, into: target)
        }
        let size = commits.byteCount
        guard offset < size else { return 0 }
        let count = Int(min(UInt64(target.count), size - offset))
        var done = 0
        while done < count {
            let position = offset + UInt64(done)
            let (page, start) = Self.place(position, commits)
            let length = min(count - done, commits.pageSize - start)
            // SAFETY: here and below the slices are inside of the target.
            let piece = unsafe UnsafeMutableRawBufferPointer(rebasing: target[done..<done + length])
            done += length
            if try unsafe commits.read(page, start, into: piece) { continue }
            // The following pages that are not in the log are read with it.
            var end = done
            while end < count, !commits.has(Self.place(offset + UInt64(end), commits).page) {
                end += min(count - end, commits.pageSize)
            }
            let rest = unsafe UnsafeMutableRawBufferPointer(
                rebasing: target[(done - length)..<end])
            done = end
            let found = try unsafe main.read(at: position, into: rest)
            unsafe UnsafeMutableRawBufferPointer(rebasing: rest[found...])
                .initializeMemory(as: UInt8.self, repeating: 0)
        }
        return count
    }

    private static func place(_ offset: UInt64, _ commits: CommitLog) -> (page: UInt32, start: Int)
    {
        let (page, start) = offset.quotientAndRemainder(dividingBy: UInt64(commits.pageSize))
        return (UInt32(truncatingIfNeeded: page + 1), Int(start))
    }
}
