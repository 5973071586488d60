// SPDX-License-Identifier: MIT
// What every file that SQLite opens here can do, wherever its bytes are: sqlite3_io_methods
// (sqlite.org/c3ref/io_methods.html) in Swift's terms. Three kinds exist: a database's main file, a database's
// journal or write-ahead log, and a file in memory.
//
// SAFETY: buffers are SQLite's own and live through the call that they are passed to.

/// A file as SQLite uses it.
protocol StoredFile: AnyObject {
    /// The SQLITE_IOCAP bits that hold for the file.
    var characteristics: Int32 { get }

    /// Reads what there is, and says how many bytes that was; the rest of the buffer stays as it is.
    ///
    /// - Safety: `buffer` must be valid for writing.
    @unsafe func read(
        at offset: UInt64, into buffer: UnsafeMutableRawBufferPointer
    ) throws(StorageFailure) -> Int

    /// Writes, and lengthens the file when it ends earlier.
    ///
    /// - Safety: `bytes` must be valid for reading.
    @unsafe func write(at offset: UInt64, from bytes: UnsafeRawBufferPointer) throws(StorageFailure)

    /// Gives the file this many bytes.
    func truncate(to byteCount: UInt64) throws(StorageFailure)

    /// What SQLite asks for between writes that depend on each other, and at commits. `flags` are SQLITE_SYNC bits.
    func sync(_ flags: Int32) throws(StorageFailure)

    /// How many bytes the file has.
    func byteCount() throws(StorageFailure) -> UInt64

    /// Ends the use of the file. It is closed even if this throws.
    func close() throws(StorageFailure)

    /// Takes a lock level of SQLite's (SQLITE_LOCK_NONE to SQLITE_LOCK_EXCLUSIVE), or goes back to one.
    var lockLevel: Int32 { get set }

    /// Answers an SQLITE_FCNTL operation; `false` when it is none of the file's.
    ///
    /// - Safety: `argument` must be what the operation takes.
    @unsafe func control(
        _ operation: Int32, _ argument: UnsafeMutableRawPointer?
    ) throws(StorageFailure) -> Bool
}

/// Why a call of SQLite's fails: the code that it gets, and the text for the log and for whoever reads errors.
public struct StorageFailure: Error, Equatable {
    /// SQLite's result code, extended.
    public let code: Int32
    /// What happened, with the numbers that tell where. Empty where the code says everything.
    public let text: String

    /// A failure.
    public init(_ code: Int32, _ text: String) {
        self.code = code
        self.text = text
    }
}

extension StorageFailure: CustomStringConvertible {
    /// As `10: the disk could not write blocks 2 from 3`.
    public var description: String { "\(code): \(text)" }
}
