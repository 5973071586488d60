// SPDX-License-Identifier: MIT
// Reading a store on read-only storage: a folder without write permission, or a read-only medium. A
// store with a write-ahead log needs a side file even for reading, unless SQLite is told that the
// file does not change (`immutable`, sqlite.org/uri.html). That is correct only if no log has
// unapplied commits and no journal has a transaction to roll back.
#if !hasFeature(Embedded)
import CSQLite
internal import CompactStrings
import Glibc

extension StoreSchema {
    /// Opens a store at rest after opening it for reading failed with `error`. Returns nil if that
    /// does not apply.
    static func openAtRest(
        _ path: StorePath, _ options: StoreOptions, after error: StoreError,
        of connection: Connection
    ) throws(StoreError) -> Connection? {
        switch error {
        case .cannotOpen, .readOnly: break
        default: return nil
        }
        guard let file = connection.fileName, byteCount(of: file) != nil else { return nil }
        for (suffix, content) in [("-wal", "commits"), ("-journal", "a transaction to be undone")]
        where byteCount(of: file + suffix) ?? 0 > 0 {
            throw .cannotOpen(
                path: path.text,
                reason: "'\(file)\(suffix)' holds \(content), and its folder cannot be written: "
                    + "copy both files to one that can, or open the store for writing once")
        }
        let flags = SQLITE_OPEN_READONLY | SQLITE_OPEN_URI
        return try connect(path, as: "\(fileURI(file))?immutable=1", flags, options)
    }
}

extension Connection {
    /// The file's absolute path with symbolic links resolved; nil in memory.
    fileprivate var fileName: String? {
        // SAFETY: the handle is open. The string lives as long and is copied.
        guard let name = unsafe sqlite3_db_filename(handle, "main") else { return nil }
        let text = unsafe String(cString: name)
        return text.isEmpty ? nil : text
    }
}

/// Returns the size of a file, or nil if it does not exist.
private func byteCount(of path: String) -> Int? {
    var status = stat()
    // SAFETY: the string ends with a NUL and lives during the call, which writes the status.
    return unsafe stat(path, &status) == 0 ? status.st_size : nil
}

/// Returns an absolute path as a URI, in which every special byte is escaped.
private func fileURI(_ path: String) -> String {
    let digits = Array("0123456789ABCDEF".unicodeScalars)
    var uri = "file://"
    for byte in path.utf8 {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "/"), UInt8(ascii: "."),
            UInt8(ascii: "-"), UInt8(ascii: "_"):
            uri.unicodeScalars.append(Unicode.Scalar(byte))
        default:
            uri += "%"
            uri.unicodeScalars.append(digits[Int(byte >> 4)])
            uri.unicodeScalars.append(digits[Int(byte & 15)])
        }
    }
    return uri
}
#endif
