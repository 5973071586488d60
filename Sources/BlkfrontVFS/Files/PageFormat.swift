// SPDX-License-Identifier: MIT
// The page format, from the header on page 1 (sqlite.org/fileformat2.html#the_database_header). A
// database keeps it for life. If it changed while old pages are still in the file or in a journal,
// checksums would be read from and written to bytes that hold data.

import CompactStrings
import DiskVolume

/// The size of a database's pages, and their reserved bytes.
struct PageFormat: Equatable {
    /// Bytes of the header, which SQLite reads first.
    static let headerSize = 100
    /// Bytes in a page: a power of two, 512 to 65,536.
    var pageSize: Int
    /// Bytes reserved for us at the end of each page: 8 for the checksum, 32 with a record of the
    /// commit log, 0 if the reserved bytes are not ours.
    var reservedBytes: Int

    init(pageSize: Int, reservedBytes: Int) {
        self.pageSize = pageSize
        self.reservedBytes = reservedBytes
    }

    /// Whether pages carry checksums.
    var isChecked: Bool { reservedBytes > 0 }
    /// Whether pages have room for records of the commit log.
    var hasRecords: Bool { reservedBytes == CommitRecord.reservedBytes }

    /// Reads the format from a header, or fails if these bytes are not one.
    ///
    /// - Safety: `header` must be valid for reading.
    @unsafe init?(header: UnsafeRawBufferPointer) {
        guard header.count >= Self.headerSize,
            // SAFETY: the count was checked.
            unsafe header.prefix(16).elementsEqual("SQLite format 3\0".bytes)
        else { return nil }
        let stored = unsafe Int(header[16]) << 8 | Int(header[17])
        let size = stored == 1 ? 65_536 : stored
        guard Self.isPageSize(size) else { return nil }
        pageSize = size
        let reserved = unsafe Int(header[20])
        reservedBytes = PageChecksum.fits(reservedBytes: reserved) ? reserved : 0
    }

    /// Whether pages can have this many bytes.
    static func isPageSize(_ count: Int) -> Bool {
        count >= 512 && count <= 65_536 && count & (count - 1) == 0
    }

    /// Returns the number of the page at this offset, or nil if the bytes are not a whole page.
    static func pageNumber(at offset: UInt64, count: Int) -> UInt32? {
        guard isPageSize(count), offset % UInt64(count) == 0 else { return nil }
        return UInt32(exactly: offset / UInt64(count) + 1)
    }
}
