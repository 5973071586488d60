// SPDX-License-Identifier: MIT
// The operations of an open file: sqlite3_io_methods (sqlite.org/c3ref/io_methods.html) in Swift.
// There are three kinds of file: a database's main file, its journal or write-ahead log, and a file
// in memory.
//
// SAFETY: buffers belong to SQLite and live through the call that passes them.

import CompactStrings

/// A file opened by SQLite.
protocol StoredFile: AnyObject {
    /// The SQLITE_IOCAP bits that hold for the file.
    var characteristics: Int32 { get }

    /// Reads the available bytes and returns their number. The rest of the buffer is unchanged.
    ///
    /// - Safety: `buffer` must be valid for writing.
    @unsafe func read(
        at offset: UInt64, into buffer: UnsafeMutableRawBufferPointer
    ) throws(StorageFailure) -> Int

    /// Writes the bytes, and lengthens the file if it ends earlier.
    ///
    /// - Safety: `bytes` must be valid for reading.
    @unsafe func write(at offset: UInt64, from bytes: UnsafeRawBufferPointer) throws(StorageFailure)

    /// Truncates the file to this many bytes.
    func truncate(to byteCount: UInt64) throws(StorageFailure)

    /// Syncs, between dependent writes and at commits. `flags` are SQLITE_SYNC bits.
    func sync(_ flags: Int32) throws(StorageFailure)

    /// Returns the size of the file in bytes.
    func byteCount() throws(StorageFailure) -> UInt64

    /// Closes the file, even if this throws.
    func close() throws(StorageFailure)

    /// The lock level, SQLITE_LOCK_NONE to SQLITE_LOCK_EXCLUSIVE.
    var lockLevel: Int32 { get set }

    /// Handles an SQLITE_FCNTL operation. Returns `false` if the file does not know it.
    ///
    /// - Safety: `argument` must be what the operation takes.
    @unsafe func control(
        _ operation: Int32, _ argument: UnsafeMutableRawPointer?
    ) throws(StorageFailure) -> Bool
}

/// The reason an SQLite call failed: its result code, and a text for the log and for error
/// messages.
public struct StorageFailure: Error, Equatable {
    /// SQLite's extended result code.
    public let code: Int32
    /// A description with the numbers that locate the fault. Empty if the code says everything.
    public let text: String

    /// A failure.
    public init(_ code: Int32, _ text: String) {
        self.code = code
        self.text = text
    }
}

extension StorageFailure: CustomStringConvertible {
    /// For example `10: the disk could not write blocks 2 from 3`.
    public var description: String { "\(code): \(text)" }
}
