// SPDX-License-Identifier: MIT
// State shared by an open database and its two logs.

import BlockIO

/// The core of an open database.
final class DatabaseCore {
    let volume: Volume
    let databaseEntry: DatabaseEntry
    let identifier: UInt64
    let contents: DatabaseContents
    let journal: AppendLog
    let writeAheadLog: AppendLog
    private var isOpen = true
    /// The object written since the last order.
    private var target: ObjectKind?

    init(_ volume: Volume, _ databaseEntry: DatabaseEntry) throws(VolumeError) {
        self.volume = volume
        self.databaseEntry = databaseEntry
        identifier = databaseEntry.descriptor.identifier
        contents = try DatabaseContents(volume, databaseEntry)
        journal = try AppendLog(volume, databaseEntry, .journal)
        writeAheadLog = try AppendLog(volume, databaseEntry, .writeAheadLog)
        if !volume.isReadOnly, contents.commits != nil {
            // The descriptor that had the blocks may be lost with its epoch. If there is no room,
            // writes will fail.
            _ = try? volume.grow(
                databaseEntry, .main, to: MainFile.blocks(contents.byteCount), isOwed: true)
        }
    }

    func checkOpen() throws(VolumeError) {
        guard isOpen else { throw .closed }
        try volume.check()
    }

    /// Prepares for a write to an object. Closes the epoch of writes to another object, and of
    /// another database's commits. Retires the commit log before the main file is written.
    func switchTarget(to kind: ObjectKind) throws(VolumeError) {
        try checkOpen()
        try volume.checkWritable()
        if let other = volume.committing, other !== databaseEntry, !mutant("commits-share-an-epoch")
        {
            try volume.closeEpoch()
        }
        if mutant("targets-share-an-epoch") { target = kind }
        if let target, target != kind { try closeEpoch() }
        if kind == .main, !mutant("main-beside-log") { try contents.commits?.retire() }
        target = kind
    }

    /// Orders all writes. Commits need no epoch of their own, because their records have an order.
    func order() throws(VolumeError) {
        if target == .commitLog, !databaseEntry.isDirty { return try checkOpen() }
        try closeEpoch()
    }

    private func closeEpoch() throws(VolumeError) {
        guard try send() else { return }
        try volume.closeEpoch()
    }

    func makeDurable() throws(VolumeError) {
        guard try send() else { return }
        try volume.flush()
    }

    func close() throws(VolumeError) {
        guard isOpen else { return }
        defer {
            isOpen = false
            databaseEntry.isOpen = false
        }
        try closeEpoch()
    }

    /// Sets the size of checksummed pages and their reserved bytes; a size of 0 means no checksums.
    func setSealedPages(size: Int, reservedBytes: Int) throws(VolumeError) {
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

    /// Sends collected writes to the device. Returns false if the volume is read-only, so that
    /// there are none.
    private func send() throws(VolumeError) -> Bool {
        try checkOpen()
        if volume.isReadOnly { return false }
        try contents.main.send()
        try journal.send()
        try writeAheadLog.send()
        target = nil
        return true
    }
}
