// SPDX-License-Identifier: MIT
// An open database. It tracks which of its four objects, the main file, its two logs and its commit
// log, was written last, and closes the epoch before another is written, so that SQLite's writes to
// journal and main file survive in sequence.

import BlockIO

/// An open database of a volume: its main file and its two logs.
public final class VolumeDatabase {
    /// Its random identifier, drawn at its creation.
    public let identifier: UInt64

    let volume: Volume
    let databaseEntry: DatabaseEntry
    let contents: DatabaseContents
    private let appendedJournal: AppendLog
    private let appendedWriteAheadLog: AppendLog
    private var isOpen = true
    /// The object written since the last order.
    private var target: ObjectKind?

    init(_ volume: Volume, _ databaseEntry: DatabaseEntry) throws(VolumeError) {
        self.volume = volume
        self.databaseEntry = databaseEntry
        identifier = databaseEntry.descriptor.identifier
        contents = try DatabaseContents(volume, databaseEntry)
        appendedJournal = try AppendLog(volume, databaseEntry, .journal)
        appendedWriteAheadLog = try AppendLog(volume, databaseEntry, .writeAheadLog)
        if !volume.isReadOnly, contents.commits != nil {
            // The descriptor that had the blocks may be lost with its epoch. If there is no room,
            // writes will fail.
            _ = try? volume.grow(
                databaseEntry, .main, to: MainFile.blocks(contents.byteCount), isOwed: true)
        }
    }

    /// The rollback journal.
    public var journal: DatabaseLog { DatabaseLog(database: self, log: appendedJournal) }
    /// The write-ahead log.
    public var writeAheadLog: DatabaseLog {
        DatabaseLog(database: self, log: appendedWriteAheadLog)
    }

    /// Its name.
    public var name: String { databaseEntry.descriptor.text }
    /// Bytes of the main file.
    public var byteCount: UInt64 { contents.byteCount }
    /// Whether the database refuses writes.
    public var isReadOnly: Bool { volume.isReadOnly }

    /// The size of pages with checksums by the descriptor, 0 without checksums.
    public var sealedPageSize: Int { Int(databaseEntry.descriptor.sealedPageSize) }

    /// Bytes that pages with checksums reserve: 8, or 32 with a commit log; 0 without checksums.
    public var reservedBytes: Int {
        let descriptor = databaseEntry.descriptor
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
        let size = UInt32(exactly: size) ?? 0
        let valid = Descriptor.isPageSize(size) ? size : 0
        let reserved = valid == 0 ? 0 : UInt32(reservedBytes)
        guard !volume.isReadOnly,
            valid != databaseEntry.descriptor.sealedPageSize
                || reserved != databaseEntry.descriptor.reservedBytes
        else { return }
        try contents.commits?.retire()
        contents.commits = nil
        volume.shrink(databaseEntry, .commitLog, to: 0)
        databaseEntry.descriptor.sealedPageSize = valid
        databaseEntry.descriptor.reservedBytes = reserved
        databaseEntry.isDirty = true
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
        try checkOpen()
        // SAFETY: the caller vouches for the buffer.
        return try unsafe contents.read(at: offset, into: buffer)
    }

    /// Writes to the main file, which grows if needed. A gap before `offset` reads as zeros.
    ///
    /// - Throws: `full` or `tooFragmented`, with the file as before; `readOnly`, `closed`,
    ///   `poisoned` or `disk`.
    /// - Safety: `buffer` must be valid for reading.
    @unsafe public func write(
        at offset: UInt64, from buffer: UnsafeRawBufferPointer
    ) throws(VolumeError) {
        try switchTarget(to: .main)
        // SAFETY: the caller vouches for the buffer.
        try unsafe contents.main.write(at: offset, from: buffer)
    }

    /// Truncates the main file to `size` bytes, if it has more. The blocks are free after the next
    /// order.
    ///
    /// - Throws: `readOnly`, `closed`, `poisoned` or `disk`; with a commit log, which is
    ///   checkpointed first, also `full`, `tooFragmented` or `corrupt`.
    public func truncate(to size: UInt64) throws(VolumeError) {
        guard size < byteCount else { return try checkOpen() }
        try switchTarget(to: .main)
        try contents.main.truncate(to: size)
    }

    /// Sends collected writes, with the descriptor if it changed, and orders them before all later
    /// writes. Does not wait.
    ///
    /// - Throws: `closed`, `poisoned` or `disk`.
    public func order() throws(VolumeError) {
        // Commits need no epoch of their own, because their records have an order.
        if target == .commitLog, !databaseEntry.isDirty { return try checkOpen() }
        try closeEpoch()
    }

    /// Orders, and waits until all writes are durable. After a failure the state of the disk is
    /// unknown, and every call fails until the volume is mounted again.
    ///
    /// - Throws: `closed`, `poisoned` or `disk`.
    public func makeDurable() throws(VolumeError) {
        guard try send() else { return }
        try volume.flush()
    }

    /// Orders and closes the database. Closing again does nothing.
    ///
    /// - Throws: `poisoned` or `disk`; the database is closed all the same.
    public func close() throws(VolumeError) {
        guard isOpen else { return }
        defer {
            isOpen = false
            databaseEntry.isOpen = false
        }
        try closeEpoch()
    }
}

// MARK: - Epochs

extension VolumeDatabase {
    func checkOpen() throws(VolumeError) {
        guard isOpen else { throw .closed }
        try volume.check()
    }

    /// Prepares for a write to an object. Closes the epoch of writes to another object, and of
    /// another database's commits. Retires the commit log before the main file is written.
    func switchTarget(to kind: ObjectKind) throws(VolumeError) {
        try checkOpen()
        try volume.checkWritable()
        if let other = volume.committing, other !== databaseEntry {
            try volume.closeEpoch()
        }
        if let target, target != kind { try closeEpoch() }
        if kind == .main { try contents.commits?.retire() }
        target = kind
    }

    private func closeEpoch() throws(VolumeError) {
        guard try send() else { return }
        try volume.closeEpoch()
    }

    /// Sends collected writes to the device. Returns false if the volume is read-only, so that
    /// there are none.
    private func send() throws(VolumeError) -> Bool {
        try checkOpen()
        if volume.isReadOnly { return false }
        try contents.main.send()
        try appendedJournal.send()
        try appendedWriteAheadLog.send()
        target = nil
        return true
    }
}
