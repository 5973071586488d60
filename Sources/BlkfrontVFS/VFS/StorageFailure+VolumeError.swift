// SPDX-License-Identifier: MIT
// Maps a volume's errors to SQLite's result codes. Errors that a program can act on have their own
// codes: full, read-only, in use, damaged. A disk error gets the code of the call that met it.

import BlockIO
import CSQLite
import DiskVolume

extension StorageFailure {
    /// Converts a volume's error.
    ///
    /// - Parameter code: the result code for an error of the disk.
    init(_ error: VolumeError, _ code: Int32) {
        self.init(Self.code(of: error, during: code), error.description)
    }

    private static func code(of error: VolumeError, during code: Int32) -> Int32 {
        switch error {
        case .disk(.outOfMemory): ResultCode.outOfMemory
        case .disk(.readOnly), .readOnly: SQLITE_READONLY
        case .disk, .poisoned, .closed, .diskShrank: code
        case .full, .tooFragmented: SQLITE_FULL
        case .corrupt: ResultCode.volumeDamaged
        case .alreadyOpen: SQLITE_BUSY
        // The rest occur when a volume is mounted or a database opened.
        default: SQLITE_CANTOPEN
        }
    }
}

/// Calls the body, and converts its error by the code of the call.
func onVolume<Result>(
    _ code: Int32, _ body: () throws(VolumeError) -> Result
) throws(StorageFailure) -> Result {
    do throws(VolumeError) {
        return try body()
    } catch {
        throw StorageFailure(error, code)
    }
}
