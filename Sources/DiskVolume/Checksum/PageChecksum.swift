// SPDX-License-Identifier: MIT
// The checksum of an SQLite page, in its last 8 bytes, which the database reserves (byte 20 of page
// 1 is 8, or 32 with the commit log's record). It is a CRC-32C over the database's identifier, the
// page's number and the page without these 8 bytes, followed by the number. So a page that was
// written to another place or belongs to another database is detected, too.

import BlockIO

/// Checksums inside the pages of a database.
public enum PageChecksum {
    /// The size of the checksum at the end of each page.
    public static let byteCount = 8

    /// Whether pages that reserve so many bytes carry checksums: alone, or with a record of the commit
    /// log before them.
    package static func fits(reservedBytes count: Int) -> Bool {
        count == byteCount || count == CommitRecord.reservedBytes
    }

    /// Writes the checksum into the page's last 8 bytes.
    ///
    /// - Parameters:
    ///   - page: a whole page, 512 to 65,536 bytes.
    ///   - database: the identifier of the database.
    ///   - number: the page's number, from 1.
    /// - Safety: `page` must be valid for reading and writing.
    @unsafe public static func seal(
        _ page: UnsafeMutableRawBufferPointer, database: UInt64, number: UInt32
    ) {
        let body = page.count - byteCount
        // SAFETY: the caller vouches for the page, and the stores are into its last 8 bytes.
        let sum = unsafe sum(UnsafeRawBufferPointer(page), database: database, number: number)
        unsafe page.storeBytes(of: sum.littleEndian, toByteOffset: body, as: UInt32.self)
        unsafe page.storeBytes(of: number.littleEndian, toByteOffset: body + 4, as: UInt32.self)
    }

    /// Whether the page's last 8 bytes match it. A page of zeros passes: it was never written.
    ///
    /// - Parameters:
    ///   - page: a whole page, 512 to 65,536 bytes.
    ///   - database: the identifier of the database.
    ///   - number: the page's number, from 1.
    /// - Safety: `page` must be valid for reading.
    @unsafe public static func verify(
        _ page: UnsafeRawBufferPointer, database: UInt64, number: UInt32
    ) -> Bool {
        let body = page.count - byteCount
        // SAFETY: as for `seal`.
        let stored = unsafe UInt32(
            littleEndian: page.loadUnaligned(fromByteOffset: body, as: UInt32.self))
        let place = unsafe UInt32(
            littleEndian: page.loadUnaligned(fromByteOffset: body + 4, as: UInt32.self))
        if stored == 0, place == 0, unsafe isZero(page) { return true }
        guard place == number else { return false }
        return unsafe stored == sum(page, database: database, number: number)
    }

    private static func sum(
        _ page: UnsafeRawBufferPointer, database: UInt64, number: UInt32
    ) -> UInt32 {
        precondition(page.count >= 512, "a page is 512 bytes at least")
        var sum = CRC32C()
        sum.add(database)
        sum.add(number)
        // SAFETY: the slice is inside of the page.
        unsafe sum.add(UnsafeRawBufferPointer(rebasing: page[..<(page.count - byteCount)]))
        return sum.value
    }
}

/// Whether all bytes are zero.
///
/// - Safety: `bytes` must be valid for reading.
@unsafe package func isZero(_ bytes: UnsafeRawBufferPointer) -> Bool {
    var offset = 0
    // SAFETY: offsets stay below `bytes.count`.
    while offset + 8 <= bytes.count {
        if unsafe bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self) != 0 { return false }
        offset += 8
    }
    while offset < bytes.count {
        if unsafe bytes[offset] != 0 { return false }
        offset += 1
    }
    return true
}
