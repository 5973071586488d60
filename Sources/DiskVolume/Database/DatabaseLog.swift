// SPDX-License-Identifier: MIT
// A log of a database, as a file of bytes. Before each write, the database closes the epoch of writes
// to its other files.

/// The rollback journal or the write-ahead log of a database: a file of bytes to its user, an
/// append-only log on the disk.
public struct DatabaseLog {
    let database: VolumeDatabase
    let log: AppendLog

    /// Whether the log exists.
    public var exists: Bool { log.exists }

    /// Bytes in the log.
    public var byteCount: UInt64 { log.byteCount }

    /// Creates an empty log, if there is none. It reaches the disk with its first content.
    ///
    /// - Throws: `full`, `tooFragmented`, `readOnly`, `closed`, `poisoned` or `disk`.
    public func create() throws(VolumeError) {
        try database.switchTarget(to: log.kind)
        try log.create()
    }

    /// Deletes the log, if there is one. The deletion reaches the disk with the next order.
    ///
    /// - Throws: `full`, `tooFragmented`, `readOnly`, `closed`, `poisoned` or `disk`.
    public func remove() throws(VolumeError) {
        guard log.exists else { return try database.checkOpen() }
        try database.switchTarget(to: log.kind)
        try log.remove()
    }

    /// Truncates the log to `size` bytes, if it has more. It exists even with 0 bytes.
    ///
    /// - Throws: `full`, `tooFragmented`, `readOnly`, `closed`, `poisoned` or `disk`.
    public func truncate(to size: UInt64) throws(VolumeError) {
        guard size < log.byteCount else { return try database.checkOpen() }
        try database.switchTarget(to: log.kind)
        try log.truncate(to: size)
    }

    /// Reserves blocks for a main file of so many bytes, before the log gets a page that a
    /// checkpoint will move there.
    ///
    /// - Throws: `full`, also if only the reserve for deletions is left.
    public func promise(mainBytes: UInt64) throws(VolumeError) {
        try database.checkOpen()
        try database.volume.owe(database.databaseEntry, MainFile.blocks(mainBytes))
    }

    /// Frees the blocks of an emptied log if the volume is short of space, at the cost of an order.
    ///
    /// - Throws: `closed`, `poisoned` or `disk`.
    public func giveBack() throws(VolumeError) {
        guard log.byteCount == 0, database.volume.isShort else { return }
        try database.order()
        database.volume.shrinkIdle(database.databaseEntry, log.kind)
    }

    /// Sets the savepoint: reverting the next transaction keeps all writes ordered so far.
    public func setSavepoint() { log.setSavepoint() }

    /// Discards the writes after the savepoint and frees their blocks, for a transaction that ran
    /// out of space. Does nothing if the log was restarted since.
    ///
    /// - Throws: `closed`, `poisoned` or `disk`.
    public func revert() throws(VolumeError) {
        try database.checkOpen()
        try log.revert()
    }

    /// Reads from the log, at most up to its end.
    ///
    /// - Returns: the number of bytes read; the rest of the buffer is unchanged.
    /// - Throws: `corrupt` if a block is not what was written.
    /// - Safety: `buffer` must be valid for writing.
    @unsafe public func read(
        at offset: UInt64, into buffer: UnsafeMutableRawBufferPointer
    ) throws(VolumeError) -> Int {
        try database.checkOpen()
        // SAFETY: the caller vouches for the buffer.
        return try unsafe log.read(at: offset, into: buffer)
    }

    /// Writes to the log, and creates it if there is none. A write of 28 bytes or more at offset 0
    /// (a WAL header, a journal header, a zeroed journal header) replaces the content of the log.
    ///
    /// - Throws: `full` or `tooFragmented`, with the log as before; `readOnly`, `closed`,
    ///   `poisoned` or `disk`.
    /// - Safety: `buffer` must be valid for reading.
    @unsafe public func write(
        at offset: UInt64, from buffer: UnsafeRawBufferPointer
    ) throws(VolumeError) {
        try database.switchTarget(to: log.kind)
        // SAFETY: the caller vouches for the buffer.
        try unsafe log.write(at: offset, from: buffer)
    }
}
