// SPDX-License-Identifier: MIT
// From a volume's errors to SQLite's result codes. What matters to a program gets a code of its own: full, read-only,
// in use, damaged; a fault of the disk gets the code of the call that met it.

import BlockIO
import CSQLite

extension StorageFailure {
    /// The failure of a call that met a volume's error.
    ///
    /// - Parameter code: what SQLite gets when it is the disk that failed.
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
        // What remains is met when a volume is mounted or a database opened.
        default: SQLITE_CANTOPEN
        }
    }
}

/// Does something on a volume. What goes wrong gets SQLite's code for the call.
func onVolume<Result>(
    _ code: Int32, _ body: () throws(VolumeError) -> Result
) throws(StorageFailure) -> Result {
    do throws(VolumeError) {
        return try body()
    } catch {
        throw StorageFailure(error, code)
    }
}
