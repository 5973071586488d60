// SPDX-License-Identifier: MIT
// What SQLite's sqlite3_file is here: the C struct, and behind it a reference to the object that does the work.
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

    /// Bytes that SQLite provides for a file: `szOsFile`.
    static var slotSize: Int {
        unsafe MemoryLayout<sqlite3_file>.stride + MemoryLayout<Unmanaged<OpenFile>>.stride
    }

    /// Puts a new object behind the struct.
    ///
    /// - Safety: `slot` must be ``slotSize`` bytes that SQLite gave to xOpen.
    @unsafe static func attach(
        _ open: OpenFile, to slot: UnsafeMutablePointer<sqlite3_file>,
        methods: UnsafePointer<sqlite3_io_methods>
    ) {
        // SAFETY: the reference lies behind the struct, inside of the slot.
        unsafe reference(slot).initialize(to: Unmanaged.passRetained(open))
        unsafe slot.pointee.pMethods = unsafe methods
    }

    /// The object behind the struct.
    ///
    /// - Safety: `slot` must be a file that is open (invariant 1).
    @unsafe static func at(_ slot: UnsafeMutablePointer<sqlite3_file>?) -> OpenFile {
        // SAFETY: SQLite calls methods of open files only.
        unsafe reference(slot!).pointee.takeUnretainedValue()
    }

    /// Takes the object from the struct.
    ///
    /// - Safety: as for ``at(_:)``.
    @unsafe static func detach(_ slot: UnsafeMutablePointer<sqlite3_file>?) -> OpenFile {
        let slot = unsafe slot!
        unsafe slot.pointee.pMethods = nil
        // SAFETY: as for `at`; the reference is not used again.
        return unsafe reference(slot).move().takeRetainedValue()
    }

    private static func reference(
        _ slot: UnsafeMutablePointer<sqlite3_file>
    ) -> UnsafeMutablePointer<Unmanaged<OpenFile>> {
        // SAFETY: `slotSize` bytes belong to the slot.
        unsafe UnsafeMutableRawPointer(slot).advanced(by: MemoryLayout<sqlite3_file>.stride)
            .assumingMemoryBound(to: Unmanaged<OpenFile>.self)
    }
}
