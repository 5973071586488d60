// SPDX-License-Identifier: MIT
// An open database. It knows which of its three objects was written last and closes the epoch before another is, so
// that what SQLite does in sequence to the journal and the main file survives in sequence.

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
    /// Its number, drawn at random when it was created.
    public var identifier: UInt64 { core.identifier }
    /// Bytes of the main file.
    public var byteCount: UInt64 { core.contents.byteCount }
    /// Whether nothing can be written.
    public var isReadOnly: Bool { core.volume.isReadOnly }

    /// The size of pages when the descriptor says that they carry checksums, 0 when it does not.
    public var sealedPageSize: Int { Int(core.databaseEntry.descriptor.sealedPageSize) }

    /// Bytes that pages with checksums reserve: 8, or 32 where commits can go to a log; 0 when they carry none.
    public var reservedBytes: Int {
        let descriptor = core.databaseEntry.descriptor
        if descriptor.sealedPageSize == 0 { return 0 }
        return descriptor.reservedBytes == 0
            ? PageChecksum.byteCount : Int(descriptor.reservedBytes)
    }

    /// Says that pages of this size have checksums and reserve so many bytes, 8 or 32. A size of 0,
    /// or one that no page can have, says that they have none. It is written with the next order.
    /// Does nothing on a volume that is read-only.
    ///
    /// Another size or number gives up the commit log, which is checkpointed first.
    ///
    /// - Throws: what the checkpoint throws: `full`, `tooFragmented`, `corrupt`, `poisoned` or
    ///   `disk`.
    public func setSealedPages(size: Int, reservedBytes: Int) throws(VolumeError) {
        try core.setSealedPages(size: size, reservedBytes: reservedBytes)
    }

    /// Reads from the main file: as many bytes as there are, at most the buffer's length.
    ///
    /// - Returns: how many bytes were read; the rest of the buffer is as before.
    /// - Throws: `closed`, `poisoned`, `corrupt` when a page of the commit log is not what was
    ///   written, or `disk`.
    /// - Safety: `buffer` must be valid for writing.
    @unsafe public func read(
        at offset: UInt64, into buffer: UnsafeMutableRawBufferPointer
    ) throws(VolumeError) -> Int {
        try core.checkOpen()
        // SAFETY: the caller vouches for the buffer.
        return try unsafe core.contents.read(at: offset, into: buffer)
    }

    /// Writes to the main file, which grows when it must. A gap before `offset` reads as zeros.
    ///
    /// - Throws: `full` or `tooFragmented`, with the file as before; `readOnly`, `closed`, `poisoned` or `disk`.
    /// - Safety: `buffer` must be valid for reading.
    @unsafe public func write(
        at offset: UInt64, from buffer: UnsafeRawBufferPointer
    ) throws(VolumeError) {
        try core.switchTarget(to: .main)
        // SAFETY: the caller vouches for the buffer.
        try unsafe core.contents.main.write(at: offset, from: buffer)
    }

    /// Makes the main file `size` bytes, if it has more. The blocks are free after the next order.
    ///
    /// - Throws: `readOnly`, `closed`, `poisoned` or `disk`; with a commit log, which is
    ///   checkpointed first, `full`, `tooFragmented` or `corrupt`, too.
    public func truncate(to size: UInt64) throws(VolumeError) {
        guard size < byteCount else { return try core.checkOpen() }
        try core.switchTarget(to: .main)
        try core.contents.main.truncate(to: size)
    }

    /// Sends what is gathered, with the descriptor if it changed, and orders it before all that is written later. Does
    /// not wait.
    ///
    /// - Throws: `closed`, `poisoned` or `disk`.
    public func order() throws(VolumeError) { try core.order() }

    /// Orders, and waits until all that was written is durable. After a failure nothing works until the volume is
    /// mounted anew, since nobody knows what the disk has.
    ///
    /// - Throws: `closed`, `poisoned` or `disk`.
    public func makeDurable() throws(VolumeError) { try core.makeDurable() }

    /// Orders and closes the database. Closing twice does nothing more.
    ///
    /// - Throws: `poisoned` or `disk`; the database is closed all the same.
    public func close() throws(VolumeError) { try core.close() }
}

/// The rollback journal or the write-ahead log of a database: a file of bytes to its user, an append-only log on the disk.
public final class DatabaseLog {
    private let core: DatabaseCore
    private let log: AppendLog

    init(_ core: DatabaseCore, _ log: AppendLog) {
        self.core = core
        self.log = log
    }

    /// Whether there is one.
    public var exists: Bool { log.exists }

    /// Bytes in it.
    public var byteCount: UInt64 { log.byteCount }

    /// Begins an empty one, if there is none. The disk learns of it with its first content.
    ///
    /// - Throws: `full`, `tooFragmented`, `readOnly`, `closed`, `poisoned` or `disk`.
    public func create() throws(VolumeError) {
        try core.switchTarget(to: log.kind)
        try log.create()
    }

    /// Ends the log, if there is one. The disk learns of it with the next order.
    ///
    /// - Throws: `full`, `tooFragmented`, `readOnly`, `closed`, `poisoned` or `disk`.
    public func remove() throws(VolumeError) {
        guard log.exists else { return try core.checkOpen() }
        try core.switchTarget(to: log.kind)
        try log.remove()
    }

    /// Makes it `size` bytes, if it has more. It stays, also with 0 bytes.
    ///
    /// - Throws: `full`, `tooFragmented`, `readOnly`, `closed`, `poisoned` or `disk`.
    public func truncate(to size: UInt64) throws(VolumeError) {
        guard size < log.byteCount else { return try core.checkOpen() }
        try core.switchTarget(to: log.kind)
        try log.truncate(to: size)
    }

    /// Keeps blocks free by which the main file can become so long, before the log gets a page that goes there one day.
    ///
    /// - Throws: `full`, also when only the reserve for deletions is left.
    public func promise(mainBytes: UInt64) throws(VolumeError) {
        try core.checkOpen()
        try core.volume.owe(core.databaseEntry, MainFile.blocks(mainBytes))
    }

    /// Gives back what the log has if it was emptied and the volume has little room, at the price of an order.
    ///
    /// - Throws: `closed`, `poisoned` or `disk`.
    public func giveBack() throws(VolumeError) {
        guard log.byteCount == 0, core.volume.isShort else { return }
        try core.order()
        core.volume.shrinkIdle(core.databaseEntry, log.kind)
    }

    /// Sets the savepoint: what was written and ordered so far stays whatever happens to the transaction that comes.
    public func setSavepoint() { log.setSavepoint() }

    /// Forgets what was written after the savepoint and gives back its blocks: for a transaction that the volume has no
    /// room for. Does nothing when the log began anew since.
    ///
    /// - Throws: `closed`, `poisoned` or `disk`.
    public func revert() throws(VolumeError) {
        try core.checkOpen()
        try log.revert()
    }

    /// Reads: as many bytes as there are, at most the buffer's length.
    ///
    /// - Returns: how many bytes were read; the rest of the buffer is as before.
    /// - Throws: `corrupt` when a block is not what was written.
    /// - Safety: `buffer` must be valid for writing.
    @unsafe public func read(
        at offset: UInt64, into buffer: UnsafeMutableRawBufferPointer
    ) throws(VolumeError) -> Int {
        try core.checkOpen()
        // SAFETY: the caller vouches for the buffer.
        return try unsafe log.read(at: offset, into: buffer)
    }

    /// Writes. Creates the log when there is none. A write of 28 bytes or more at offset 0 (a WAL header, a journal
    /// header, a zeroed journal header) replaces all that was in the log.
    ///
    /// - Throws: `full` or `tooFragmented`, with the log as before; `readOnly`, `closed`, `poisoned` or `disk`.
    /// - Safety: `buffer` must be valid for reading.
    @unsafe public func write(
        at offset: UInt64, from buffer: UnsafeRawBufferPointer
    ) throws(VolumeError) {
        try core.switchTarget(to: log.kind)
        // SAFETY: the caller vouches for the buffer.
        try unsafe log.write(at: offset, from: buffer)
    }
}
