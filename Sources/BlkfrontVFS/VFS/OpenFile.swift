// SPDX-License-Identifier: MIT
// The sqlite3_file of this VFS: the C struct, followed by a reference to the object that does the
// work.
//
// Invariants:
//   1. From a successful xOpen to xClose the reference behind the struct is retained.
//   2. Until xOpen has succeeded `pMethods` is NULL, which tells SQLite not to call xClose.

import CSQLite

/// A file that SQLite has open.
final class OpenFile {
    let file: any StoredFile
    let vfs: VolumeVFS

    init(_ file: any StoredFile, _ vfs: VolumeVFS) {
        self.file = file
        self.vfs = vfs
    }

    /// The bytes that SQLite allocates for a file: `szOsFile`.
    static var sqliteFileSize: Int {
        unsafe MemoryLayout<sqlite3_file>.stride + MemoryLayout<Unmanaged<OpenFile>>.stride
    }

    /// Stores a new object behind the struct.
    ///
    /// - Safety: `sqliteFile` must be ``sqliteFileSize`` bytes that SQLite gave to xOpen.
    @unsafe static func attach(
        _ open: OpenFile, to sqliteFile: UnsafeMutablePointer<sqlite3_file>,
        methods: UnsafePointer<sqlite3_io_methods>
    ) {
        // SAFETY: the reference lies behind the struct, inside of those bytes.
        unsafe reference(sqliteFile).initialize(to: Unmanaged.passRetained(open))
        unsafe sqliteFile.pointee.pMethods = unsafe methods
    }

    /// Returns the object behind the struct.
    ///
    /// - Safety: `sqliteFile` must be a file that is open (invariant 1).
    @unsafe static func at(_ sqliteFile: UnsafeMutablePointer<sqlite3_file>?) -> OpenFile {
        // SAFETY: SQLite calls methods of open files only.
        unsafe reference(sqliteFile!).pointee.takeUnretainedValue()
    }

    /// Removes the object from the struct and returns it.
    ///
    /// - Safety: as for ``at(_:)``.
    @unsafe static func detach(_ sqliteFile: UnsafeMutablePointer<sqlite3_file>?) -> OpenFile {
        let sqliteFile = unsafe sqliteFile!
        unsafe sqliteFile.pointee.pMethods = nil
        // SAFETY: as for `at`; the reference is not used again.
        return unsafe reference(sqliteFile).move().takeRetainedValue()
    }

    private static func reference(
        _ sqliteFile: UnsafeMutablePointer<sqlite3_file>
    ) -> UnsafeMutablePointer<Unmanaged<OpenFile>> {
        // SAFETY: `sqliteFileSize` bytes belong to the file.
        unsafe UnsafeMutableRawPointer(sqliteFile).advanced(by: MemoryLayout<sqlite3_file>.stride)
            .assumingMemoryBound(to: Unmanaged<OpenFile>.self)
    }
}
