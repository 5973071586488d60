// SPDX-License-Identifier: MIT
// The failures of commands: a line on stderr that begins with the disk or file, and a distinct exit
// code for scripts.
import ArgumentParser
import BlockIO
import CSQLite
import DiskVolume
import Foundation

/// The exit codes listed by `volume --help`.
enum Status {
    static let damaged = ExitCode(1)
    static let noVolume = ExitCode(2)
    static let disk = ExitCode(3)
    static let database = ExitCode(4)
}

/// Prints `path: text` and returns the code.
func failure(_ path: String, _ text: String, _ code: ExitCode) -> ExitCode {
    FileHandle.standardError.write(Data("volume: \(path): \(text)\n".utf8))
    return code
}

/// Runs a body that uses a volume, and converts its errors to messages and codes.
func reporting<Value>(_ path: String, _ body: () throws(VolumeError) -> Value) throws -> Value {
    do throws(VolumeError) {
        return try body()
    } catch {
        throw failure(path, error.words, error.status)
    }
}

/// Runs a body that opens a disk, and converts its errors likewise.
func reportingDisk<Value>(_ path: String, _ body: () throws(BlockFault) -> Value) throws -> Value {
    do throws(BlockFault) {
        return try body()
    } catch {
        throw failure(path, error.words, Status.disk)
    }
}

extension VolumeError {
    fileprivate var status: ExitCode {
        switch self {
        case .corrupt: Status.damaged
        case .notAVolume, .notBlank, .newerVersion, .diskShrank, .diskTooSmall: Status.noVolume
        case .disk, .poisoned, .readOnly, .volatileDisk, .closed: Status.disk
        case .full, .tooFragmented, .alreadyOpen, .noSuchDatabase, .badName, .noFreeSlot,
            .badParameter:
            Status.database
        }
    }

    fileprivate var words: String {
        guard case .disk(let fault) = self else { return description }
        return fault.words
    }
}

extension SQLiteFailure {
    /// The exit code for an error of the volume: full, in use, damaged, or a failed disk.
    var statusOfVolume: ExitCode {
        switch code & 0xff {
        case SQLITE_CORRUPT, SQLITE_NOTADB: Status.damaged
        case SQLITE_FULL, SQLITE_BUSY, SQLITE_CANTOPEN: Status.database
        // Checksums of pages, and damage that the volume found (sqlite3.h: SQLITE_IOERR_DATA,
        // _CORRUPTFS).
        case SQLITE_IOERR where code >> 8 == 32 || code >> 8 == 33: Status.damaged
        default: Status.disk
        }
    }

    /// The exit code for an error of a file of the host.
    var statusOfFile: ExitCode {
        switch code & 0xff {
        case SQLITE_CORRUPT, SQLITE_NOTADB: Status.damaged
        default: Status.disk
        }
    }
}

extension BlockFault {
    /// The fault in words, with the system's text for its error numbers.
    fileprivate var words: String {
        guard case .gone(.system(let number)) = self else { return description }
        if number == EWOULDBLOCK { return "another process uses the disk" }
        // SAFETY: the text is copied before anything else can change it.
        return unsafe String(cString: strerror(number))
    }
}
