// SPDX-License-Identifier: MIT
// An open database. It tracks which of its three objects was written last and closes the epoch
// before another is written, so that SQLite's writes to journal and main file survive in sequence.

import BlockIO

/// An open database of a volume: its main file and its two logs.
public final class VolumeDatabase {
    /// The rollback journal.
    public let journal: DatabaseLog
    /// The write-ahead log.
    public let writeAheadLog: DatabaseLog

    let core: DatabaseCore

    init(_ volume: Volume, _ databaseEntry: DatabaseEntry) throws(VolumeError) {
        core = try DatabaseCore(volume, databaseEntry)
        journal = DatabaseLog(core, core.journal)
        writeAheadLog = DatabaseLog(core, core.writeAheadLog)
    }

    /// Its name.
    public var name: String { core.databaseEntry.descriptor.text }
    /// Its random identifier, drawn at its creation.
    public var identifier: UInt64 { core.identifier }
    /// Bytes of the main file.
    public var byteCount: UInt64 { core.contents.byteCount }
    /// Whether the database refuses writes.
    public var isReadOnly: Bool { core.volume.isReadOnly }

    /// The size of pages with checksums by the descriptor, 0 without checksums.
    public var sealedPageSize: Int { Int(core.databaseEntry.descriptor.sealedPageSize) }

    /// Bytes that pages with checksums reserve: 8, or 32 with a commit log; 0 without checksums.
    public var reservedBytes: Int {
        let descriptor = core.databaseEntry.descriptor
        if descriptor.sealedPageSize == 0 { return 0 }
        return descriptor.reservedBytes == 0
            ? PageChecksum.byteCount : Int(descriptor.reservedBytes)
    }

    /// Sets the size of pages with checksums, and their reserved bytes, 8 or 32. A size of 0, or
    /// one that no page can have, means no checksums. It is written with the next order. Does
    /// nothing on a read-only volume.
    ///
    /// Another size or number removes the commit log, which is checkpointed first.
    ///
    /// - Throws: what the checkpoint throws: `full`, `tooFragmented`, `corrupt`, `poisoned` or
    ///   `disk`.
    public func setSealedPages(size: Int, reservedBytes: Int) throws(VolumeError) {
        try core.setSealedPages(size: size, reservedBytes: reservedBytes)
    }

    /// Reads from the main file, at most up to its end.
    ///
    /// - Returns: the number of bytes read; the rest of the buffer is unchanged.
    /// - Throws: `closed`, `poisoned`, `corrupt` if a page of the commit log is not what was
    ///   written, or `disk`.
    /// - Safety: `buffer` must be valid for writing.
    @unsafe public func read(
        at offset: UInt64, into buffer: UnsafeMutableRawBufferPointer
    ) throws(VolumeError) -> Int {
        try core.checkOpen()
        // SAFETY: the caller vouches for the buffer.
        return try unsafe core.contents.read(at: offset, into: buffer)
    }

    /// Writes to the main file, which grows if needed. A gap before `offset` reads as zeros.
    ///
    /// - Throws: `full` or `tooFragmented`, with the file as before; `readOnly`, `closed`,
    ///   `poisoned` or `disk`.
    /// - Safety: `buffer` must be valid for reading.
    @unsafe public func write(
        at offset: UInt64, from buffer: UnsafeRawBufferPointer
    ) throws(VolumeError) {
        try core.switchTarget(to: .main)
        // SAFETY: the caller vouches for the buffer.
        try unsafe core.contents.main.write(at: offset, from: buffer)
    }

    /// Truncates the main file to `size` bytes, if it has more. The blocks are free after the next
    /// order.
    ///
    /// - Throws: `readOnly`, `closed`, `poisoned` or `disk`; with a commit log, which is
    ///   checkpointed first, also `full`, `tooFragmented` or `corrupt`.
    public func truncate(to size: UInt64) throws(VolumeError) {
        guard size < byteCount else { return try core.checkOpen() }
        try core.switchTarget(to: .main)
        try core.contents.main.truncate(to: size)
    }

    /// Sends collected writes, with the descriptor if it changed, and orders them before all later
    /// writes. Does not wait.
    ///
    /// - Throws: `closed`, `poisoned` or `disk`.
    public func order() throws(VolumeError) { try core.order() }

    /// Orders, and waits until all writes are durable. After a failure the state of the disk is
    /// unknown, and every call fails until the volume is mounted again.
    ///
    /// - Throws: `closed`, `poisoned` or `disk`.
    public func makeDurable() throws(VolumeError) { try core.makeDurable() }

    /// Orders and closes the database. Closing again does nothing.
    ///
    /// - Throws: `poisoned` or `disk`; the database is closed all the same.
    public func close() throws(VolumeError) { try core.close() }
}

/// The rollback journal or the write-ahead log of a database: a file of bytes to its user, an
/// append-only log on the disk.
public final class DatabaseLog {
    private let core: DatabaseCore
    private let log: AppendLog

    init(_ core: DatabaseCore, _ log: AppendLog) {
        self.core = core
        self.log = log
    }

    /// Whether the log exists.
    public var exists: Bool { log.exists }

    /// Bytes in the log.
    public var byteCount: UInt64 { log.byteCount }

    /// Creates an empty log, if there is none. It reaches the disk with its first content.
    ///
    /// - Throws: `full`, `tooFragmented`, `readOnly`, `closed`, `poisoned` or `disk`.
    public func create() throws(VolumeError) {
        try core.switchTarget(to: log.kind)
        try log.create()
    }

    /// Deletes the log, if there is one. The deletion reaches the disk with the next order.
    ///
    /// - Throws: `full`, `tooFragmented`, `readOnly`, `closed`, `poisoned` or `disk`.
    public func remove() throws(VolumeError) {
        guard log.exists else { return try core.checkOpen() }
        try core.switchTarget(to: log.kind)
        try log.remove()
    }

    /// Truncates the log to `size` bytes, if it has more. It exists even with 0 bytes.
    ///
    /// - Throws: `full`, `tooFragmented`, `readOnly`, `closed`, `poisoned` or `disk`.
    public func truncate(to size: UInt64) throws(VolumeError) {
        guard size < log.byteCount else { return try core.checkOpen() }
        try core.switchTarget(to: log.kind)
        try log.truncate(to: size)
    }

    /// Reserves blocks for a main file of so many bytes, before the log gets a page that a
    /// checkpoint will move there.
    ///
    /// - Throws: `full`, also if only the reserve for deletions is left.
    public func promise(mainBytes: UInt64) throws(VolumeError) {
        try core.checkOpen()
        try core.volume.owe(core.databaseEntry, MainFile.blocks(mainBytes))
    }

    /// Frees the blocks of an emptied log if the volume is short of space, at the cost of an order.
    ///
    /// - Throws: `closed`, `poisoned` or `disk`.
    public func giveBack() throws(VolumeError) {
        guard log.byteCount == 0, core.volume.isShort else { return }
        try core.order()
        core.volume.shrinkIdle(core.databaseEntry, log.kind)
    }

    /// Sets the savepoint: reverting the next transaction keeps all writes ordered so far.
    public func setSavepoint() { log.setSavepoint() }

    /// Discards the writes after the savepoint and frees their blocks, for a transaction that ran
    /// out of space. Does nothing if the log was restarted since.
    ///
    /// - Throws: `closed`, `poisoned` or `disk`.
    public func revert() throws(VolumeError) {
        try core.checkOpen()
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
        try core.checkOpen()
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
        try core.switchTarget(to: log.kind)
        // SAFETY: the caller vouches for the buffer.
        try unsafe log.write(at: offset, from: buffer)
    }
}
