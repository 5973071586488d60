// SPDX-License-Identifier: MIT
// A first database: in memory. The format follows.

/// An open database of a volume: its main file and its two logs.
public final class VolumeDatabase {
    /// Its name.
    public let name: String
    /// Its number, drawn at random when it was created.
    public let identifier: UInt64
    /// The rollback journal.
    public let journal = VolumeLog()
    /// The write-ahead log.
    public let writeAheadLog = VolumeLog()
    var isOpen = true
    private var bytes: [UInt8] = []

    init(_ name: String, _ identifier: UInt64) {
        self.name = name
        self.identifier = identifier
    }

    /// Bytes of the main file.
    public var byteCount: UInt64 { UInt64(bytes.count) }

    /// Reads from the main file: as many bytes as there are, at most the buffer's length.
    ///
    /// - Returns: how many bytes were read; the rest of the buffer is as before.
    /// - Safety: `buffer` must be valid for writing.
    @unsafe public func read(
        at offset: UInt64, into buffer: UnsafeMutableRawBufferPointer
    ) throws(VolumeError) -> Int {
        // SAFETY: the caller vouches for the buffer.
        unsafe copyOut(bytes, offset, buffer)
    }

    /// Writes to the main file, which grows when it must. A gap before `offset` reads as zeros.
    ///
    /// - Safety: `buffer` must be valid for reading.
    @unsafe public func write(
        at offset: UInt64, from buffer: UnsafeRawBufferPointer
    ) throws(VolumeError) {
        // SAFETY: the caller vouches for the buffer.
        unsafe copyIn(&bytes, offset, buffer)
    }

    /// Makes the main file `size` bytes, which must not be more than it has.
    public func truncate(to size: UInt64) throws(VolumeError) {
        if size < byteCount { bytes.removeLast(bytes.count - Int(size)) }
    }

    /// Sends what is gathered and orders it before all that is written later. Does not wait.
    public func order() throws(VolumeError) {}

    /// Orders, and waits until all that was written is durable.
    public func makeDurable() throws(VolumeError) {}

    /// Sends what is gathered and closes the database.
    public func close() throws(VolumeError) { isOpen = false }
}

/// The rollback journal or the write-ahead log of a database.
public final class VolumeLog {
    private var bytes: [UInt8] = []
    /// Whether there is one.
    public private(set) var exists = false

    /// Bytes in it.
    public var byteCount: UInt64 { UInt64(bytes.count) }

    /// Begins an empty one, if there is none.
    public func create() throws(VolumeError) { exists = true }

    /// Removes it.
    public func remove() throws(VolumeError) {
        exists = false
        bytes = []
    }

    /// Makes it `size` bytes, if it has more.
    public func truncate(to size: UInt64) throws(VolumeError) {
        if size < byteCount { bytes.removeLast(bytes.count - Int(size)) }
    }

    /// Reads: as many bytes as there are, at most the buffer's length.
    ///
    /// - Returns: how many bytes were read; the rest of the buffer is as before.
    /// - Safety: `buffer` must be valid for writing.
    @unsafe public func read(
        at offset: UInt64, into buffer: UnsafeMutableRawBufferPointer
    ) throws(VolumeError) -> Int {
        // SAFETY: the caller vouches for the buffer.
        unsafe copyOut(bytes, offset, buffer)
    }

    /// Writes. Creates the log when there is none. A write of 28 bytes or more at offset 0 (a WAL header, a journal
    /// header, a zeroed journal header) replaces all that was in the log.
    ///
    /// - Safety: `buffer` must be valid for reading.
    @unsafe public func write(
        at offset: UInt64, from buffer: UnsafeRawBufferPointer
    ) throws(VolumeError) {
        exists = true
        // SAFETY: the caller vouches for the buffer.
        if offset == 0, buffer.count >= 28 { bytes = [] }
        unsafe copyIn(&bytes, offset, buffer)
    }
}

private func copyOut(
    _ bytes: [UInt8], _ offset: UInt64, _ buffer: UnsafeMutableRawBufferPointer
) -> Int {
    guard offset < UInt64(bytes.count) else { return 0 }
    let count = min(buffer.count, bytes.count - Int(offset))
    // SAFETY: `count` is at most the buffer's length.
    for index in 0..<count { unsafe buffer[index] = bytes[Int(offset) + index] }
    return count
}

private func copyIn(_ bytes: inout [UInt8], _ offset: UInt64, _ buffer: UnsafeRawBufferPointer) {
    let end = Int(offset) + buffer.count
    if end > bytes.count {
        bytes.append(contentsOf: repeatElement(0, count: end - bytes.count))
    }
    // SAFETY: the index is below the buffer's length.
    for index in buffer.indices { unsafe bytes[Int(offset) + index] = buffer[index] }
}
