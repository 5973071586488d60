// SPDX-License-Identifier: MIT
// A page as a record of the commit log. The 24 bytes before the page's checksum, which covers them,
// give its place in the log. So a page goes from the log to the main file byte for byte.
// Documentation/VolumeFormat.md has the table.

import BlockIO

/// A page's place in the commit log. All zeros in a page that was not written to the log.
package struct CommitRecord {
    /// The size of a record in its page.
    static let byteCount = 24
    /// The bytes that a page reserves for record and checksum.
    package static let reservedBytes = byteCount + PageChecksum.byteCount

    /// The record's sequence in the database, from 1, never reused once its batch was whole.
    var sequence: UInt64
    /// The checksum of the preceding record; arbitrary in the first one after the log restarted.
    var previous: UInt32
    /// The number of records that follow in the batch, 0 in the last.
    var remaining: UInt32
    /// The number of records right before this one that may be in epochs that were open when it was
    /// written.
    var unclosed: UInt32
    /// A random number, new each time the log is opened. It makes the records of two mounts differ,
    /// so that leftovers of one never continue the other's. It is never read.
    var writer: UInt32 = 0
    /// The page's number and checksum.
    var page: UInt32 = 0
    var checksum: UInt32 = 0

    /// Reads the record of a page, or fails if the page's checksum does not match or it has no
    /// record.
    ///
    /// - Safety: `page` must be valid for reading.
    @unsafe init?(_ page: UnsafeRawBufferPointer, database: UInt64) {
        let start = page.count - Self.reservedBytes
        // SAFETY: the caller vouches for the page; the loads are from its last 32 bytes.
        sequence = unsafe UInt64(
            littleEndian: page.loadUnaligned(fromByteOffset: start, as: UInt64.self))
        previous = unsafe Self.load(page, start + 8)
        remaining = unsafe Self.load(page, start + 12)
        unclosed = unsafe Self.load(page, start + 16)
        checksum = unsafe Self.load(page, start + 24)
        self.page = unsafe Self.load(page, start + 28)
        guard sequence > 0, sequence < generationLimit, UInt64(unclosed) < sequence,
            self.page > 0,
            unsafe PageChecksum.verify(page, database: database, number: self.page)
        else { return nil }
    }

    init(
        sequence: UInt64, previous: UInt32, remaining: UInt32, unclosed: UInt32, writer: UInt32
    ) {
        self.sequence = sequence
        self.previous = previous
        self.remaining = remaining
        self.unclosed = unclosed
        self.writer = writer
    }

    /// Writes the record into a page and seals it.
    ///
    /// - Returns: the page's checksum.
    /// - Safety: `page` must be valid for reading and writing.
    @unsafe func seal(
        _ page: UnsafeMutableRawBufferPointer, database: UInt64, number: UInt32
    ) -> UInt32 {
        let start = page.count - Self.reservedBytes
        // SAFETY: as for `init`.
        unsafe page.storeBytes(of: sequence.littleEndian, toByteOffset: start, as: UInt64.self)
        unsafe Self.store(previous, page, start + 8)
        unsafe Self.store(remaining, page, start + 12)
        unsafe Self.store(unclosed, page, start + 16)
        unsafe Self.store(writer, page, start + 20)
        unsafe PageChecksum.seal(page, database: database, number: number)
        return unsafe Self.load(UnsafeRawBufferPointer(page), start + 24)
    }

    /// Zeroes the record's bytes, in a page that is not written to the log.
    ///
    /// - Safety: `page` must be valid for writing, and 32 bytes long at least.
    @unsafe package static func clear(_ page: UnsafeMutableRawBufferPointer) {
        let start = page.count - reservedBytes
        // SAFETY: the caller vouches for the page.
        unsafe UnsafeMutableRawBufferPointer(rebasing: page[start..<start + byteCount])
            .initializeMemory(as: UInt8.self, repeating: 0)
    }

    private static func load(_ page: UnsafeRawBufferPointer, _ offset: Int) -> UInt32 {
        // SAFETY: the callers' offsets are inside of the page.
        unsafe UInt32(littleEndian: page.loadUnaligned(fromByteOffset: offset, as: UInt32.self))
    }

    private static func store(
        _ value: UInt32, _ page: UnsafeMutableRawBufferPointer, _ offset: Int
    ) {
        // SAFETY: as for `load`.
        unsafe page.storeBytes(of: value.littleEndian, toByteOffset: offset, as: UInt32.self)
    }
}
