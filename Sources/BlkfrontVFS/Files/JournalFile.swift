// SPDX-License-Identifier: MIT
// The rollback journal or the write-ahead log of a database. The volume stores the bytes; the main
// file tracks what the calls mean for the transaction. A journal ends when its header is zeroed
// (sqlite.org/fileformat2.html#the_rollback_journal), when it is truncated, or when it is deleted.

import BlockIO
import CSQLite
import DiskVolume

/// A database's journal or write-ahead log, as SQLite has it open.
final class JournalFile: StoredFile {
    /// The two kinds.
    enum Kind {
        case journal, writeAheadLog
    }

    /// The significant bytes of a journal's header, which SQLite zeroes to end the journal.
    private static let headerSize = 28

    private let main: DatabaseFile
    private let kind: Kind
    private let log: DatabaseLog

    var lockLevel = SQLITE_LOCK_NONE

    init(_ kind: Kind, of main: DatabaseFile) throws(StorageFailure) {
        self.main = main
        self.kind = kind
        log = main.log(kind)
        switch kind {
        case .journal: if try isHot() { main.journalState.begin() }
        case .writeAheadLog: log.setSavepoint()
        }
    }

    var characteristics: Int32 { main.characteristics }

    func byteCount() -> UInt64 { log.byteCount }

    @unsafe func read(
        at offset: UInt64, into buffer: UnsafeMutableRawBufferPointer
    ) throws(StorageFailure) -> Int {
        try onVolume(ResultCode.read) { () throws(VolumeError) in
            unsafe try log.read(at: offset, into: buffer)
        }
    }

    @unsafe func write(
        at offset: UInt64, from bytes: UnsafeRawBufferPointer
    ) throws(StorageFailure) {
        try main.requireWritable()
        try main.finishBatch()
        do throws(StorageFailure) {
            try onVolume(ResultCode.write) { () throws(VolumeError) in
                if let end = unsafe main.end(ofFrame: bytes, at: offset, kind) {
                    try log.promise(mainBytes: end)
                }
                unsafe try log.write(at: offset, from: bytes)
            }
        } catch {
            try makeRoom(after: error)
            throw error
        }
        switch kind {
        case .writeAheadLog: main.logWasWritten()
        case .journal:
            main.noteWrite()
            let ends = unsafe offset == 0 && bytes.count == Self.headerSize && isZero(bytes)
            if ends { main.journalState.end() } else { main.journalState.begin() }
        }
    }

    /// Drops the frames of a transaction that ran out of space. SQLite does not announce a rollback
    /// and would leave the frames in the log, where they occupy the space that the next transaction
    /// lacks. After SQLITE_FULL only a rollback can follow: the pager reads no page until then
    /// (pager_error in pager.c).
    private func makeRoom(after failure: StorageFailure) throws(StorageFailure) {
        guard kind == .writeAheadLog, failure.code == SQLITE_FULL else { return }
        try onVolume(ResultCode.write) { () throws(VolumeError) in try log.revert() }
        main.noteWrite()
    }

    func truncate(to byteCount: UInt64) throws(StorageFailure) {
        try main.requireWritable()
        try onVolume(ResultCode.truncate) { () throws(VolumeError) in
            try log.truncate(to: byteCount)
            if kind == .writeAheadLog { try log.giveBack() }
        }
        main.noteWrite()
        if kind == .journal, byteCount == 0 { main.journalState.end() }
    }

    func sync(_ flags: Int32) throws(StorageFailure) {
        switch kind {
        case .journal: try main.syncJournal()
        case .writeAheadLog: try main.syncLog()
        }
    }

    func close() {
        if kind == .journal { unsafe main.journalFile = nil }
    }

    @unsafe func control(_ operation: Int32, _ argument: UnsafeMutableRawPointer?) -> Bool { false }
}

extension JournalFile {
    /// Whether the journal has pages to roll back. Like SQLite, this checks the first byte.
    private func isHot() throws(StorageFailure) -> Bool {
        var first: UInt8 = 0
        // SAFETY: the buffer is the one byte, which lives through the closure.
        let count = try unsafe withUnsafeMutableBytes(of: &first) {
            (buffer) throws(StorageFailure) in unsafe try read(at: 0, into: buffer)
        }
        return count == 1 && first != 0
    }
}

extension DatabaseFile {
    /// Returns the minimum length of the main file once the frame is checkpointed, if the bytes are
    /// a frame header of the write-ahead log: 24 bytes before each page, beginning with the
    /// big-endian page number.
    fileprivate func end(
        ofFrame bytes: UnsafeRawBufferPointer, at offset: UInt64, _ kind: JournalFile.Kind
    ) -> UInt64? {
        guard kind == .writeAheadLog, bytes.count == 24, offset >= 32, let format,
            (offset - 32) % UInt64(24 + format.pageSize) == 0
        else { return nil }
        var page: UInt32 = 0
        // SAFETY: there are 24 bytes.
        for index in 0..<4 { page = unsafe page << 8 | UInt32(bytes[index]) }
        return UInt64(page) * UInt64(format.pageSize)
    }
}

extension DatabaseFile {
    /// Returns the volume's log of this kind.
    func log(_ kind: JournalFile.Kind) -> DatabaseLog {
        switch kind {
        case .journal: database.journal
        case .writeAheadLog: database.writeAheadLog
        }
    }

    /// Creates a log that does not exist.
    func create(_ kind: JournalFile.Kind) throws(StorageFailure) {
        try requireWritable()
        noteWrite()
        try onVolume(SQLITE_CANTOPEN) { () throws(VolumeError) in try log(kind).create() }
    }

    /// Deletes an existing log.
    func delete(_ kind: JournalFile.Kind) throws(StorageFailure) {
        try requireWritable()
        noteWrite()
        try onVolume(ResultCode.delete) { () throws(VolumeError) in try log(kind).remove() }
        switch kind {
        case .journal: try journalWasDeleted()
        case .writeAheadLog: try order()
        }
    }
}
