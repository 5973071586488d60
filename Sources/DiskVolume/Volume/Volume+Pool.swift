// SPDX-License-Identifier: MIT
// A volume whose disk may read into pages of SQLite's cache.

public import BlockIO

extension Volume {
    /// Shares the pool of SQLite's page cache (`PageCache`) with the disk, which then reads
    /// straight into it.
    public func share(_ pool: PagePool) {
        self.pool = pool
        device.adopt(pool)
    }

    /// Reads contiguous blocks into scattered memory.
    ///
    /// - Safety: the buffers must be valid for writing, and whole blocks.
    @unsafe func read(
        _ block: UInt64, scattering buffers: [UnsafeMutableRawBufferPointer]
    ) throws(VolumeError) {
        try check()
        do throws(BlockFault) {
            try unsafe buffers.withUnsafeBufferPointer { (buffers) throws(BlockFault) in
                // SAFETY: the caller vouches for the buffers.
                try unsafe device.read(from: block, into: buffers)
            }
        } catch {
            throw .disk(error)
        }
    }
}
