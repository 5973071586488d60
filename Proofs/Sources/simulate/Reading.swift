// SPDX-License-Identifier: MIT
// What is found on an image: the volume is mounted, each store opened by plain SQLite, checked and read. All that
// recovery does is done on the way, and written to the overlay.

import BlkfrontVFS
import BlockIO
import CSQLite
import CrashModel
import OrmRuntime
import SeededRandom

/// What an image turned out to hold.
enum Reading: Equatable {
    /// The stores' contents, as their signatures.
    case content([UInt64])
    /// Nothing, with the reason: an error where there ought to be none, unless the disk broke its promises.
    case refused(String)
    /// Content that the volume or SQLite finds fault with.
    case inconsistent(String)
}

/// How an image is read.
struct ReadingOptions {
    /// Whether connections are closed as usual, so that everything is written back.
    var closes = false
    /// Whether the stores are read by generated code.
    var usesStores = false
    /// Whether pages and logs are checked below SQLite.
    var checksVolume = true
    /// Whether SQLite checks the whole database.
    var checksIntegrity = true

    init() {}
}

/// Reads images.
final class Reader {
    private let names: [String]
    private var mounts: UInt64 = 0
    private static let vfsName = "crash"

    init(_ setting: Setting) {
        names = setting.storeNames
    }

    /// Reads what is on the disk, and changes it.
    func read(_ disk: OverlayDisk, _ options: ReadingOptions = ReadingOptions()) -> Reading {
        do {
            return try reading(disk, options)
        } catch {
            return .refused("\(error)")
        }
    }

    private func reading(_ disk: OverlayDisk, _ options: ReadingOptions) throws -> Reading {
        // No two mounts draw the same.
        mounts += 1
        var random = SeededRandom(seed: mixed(mounts, 0x4a0d))
        let volume = try Volume(on: disk) { random.next() }
        if options.checksVolume, let damage = try volume.check().first(where: \.isDamage) {
            return .inconsistent("the volume: \(damage)")
        }
        let vfs = try VolumeVFS.register(
            volume, name: Self.vfsName, asDefault: options.usesStores,
            surroundings: Surroundings(
                now: { 1_800_000_000_000 }, random: { random.next() }, sleep: { _ in }))
        defer { vfs.unregister() }
        var signatures: [UInt64] = []
        for name in names {
            if options.usesStores {
                signatures.append(volume.exists(name) ? try generated(name) : StoreContent().signature)
            } else {
                let plain = try PlainStore(name, vfs: Self.vfsName, closes: options.closes)
                if options.checksIntegrity, let problem = try plain.integrityProblem() {
                    return .inconsistent("\(name): \(problem)")
                }
                signatures.append(try plain.signature())
            }
        }
        return .content(signatures)
    }

    /// The content by generated code, which also checks the schema.
    private func generated(_ name: String) throws -> UInt64 {
        let store = try Note.open(name)
        var content = StoreContent()
        for note in try Note.get(from: store) { content.notes[note.id] = note }
        for photo in try Photo.get(from: store) { content.photos[photo.name] = photo }
        try store.close()
        return content.signature
    }
}

/// A store that is read without generated code.
@safe private final class PlainStore {
    private let handle: OpaquePointer

    init(_ name: String, vfs: String, closes: Bool) throws {
        var handle: OpaquePointer?
        // SAFETY: SQLite copies the texts.
        let code = unsafe sqlite3_open_v2(
            name, &handle, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX, vfs)
        guard code == SQLITE_OK, let opened = unsafe handle else {
            _ = unsafe sqlite3_close_v2(handle)
            throw SessionFailure(text: "opening \(name): \(code)")
        }
        unsafe self.handle = opened
    }

    deinit {
        _ = unsafe sqlite3_close(handle)
    }

    /// What SQLite finds wrong.
    func integrityProblem() throws -> String? {
        var problem: String?
        try forEachRow("PRAGMA integrity_check") { statement in
            // SAFETY: the text lives until the next step.
            let text = unsafe String(cString: sqlite3_column_text(statement, 0))
            if text != "ok" { problem = text }
        }
        return problem
    }

    func signature() throws -> UInt64 {
        var signature = Signature()
        guard try hasTables() else { return signature.value }
        try forEachRow("SELECT id, kind, text FROM Note ORDER BY id") { statement in
            unsafe signature.add(Int(sqlite3_column_int64(statement, 0)))
            unsafe signature.add(Int(sqlite3_column_int64(statement, 1)))
            unsafe signature.add(Self.bytes(statement, 2))
        }
        try forEachRow("SELECT name, bytes, rank FROM Photo ORDER BY name") { statement in
            unsafe signature.add(Self.bytes(statement, 0))
            unsafe signature.add(Self.bytes(statement, 1))
            let isNull = unsafe sqlite3_column_type(statement, 2) == SQLITE_NULL
            unsafe signature.add(isNull ? .min : Int(sqlite3_column_int64(statement, 2)))
        }
        return signature.value
    }

    private func hasTables() throws -> Bool {
        var count = 0
        try forEachRow("SELECT 1 FROM sqlite_schema WHERE name IN ('Note', 'Photo')") { _ in
            count += 1
        }
        return count == 2
    }

    /// The bytes of a text or blob, valid until the next step.
    private static func bytes(_ statement: OpaquePointer?, _ column: Int32) -> UnsafeRawBufferPointer {
        let start = unsafe sqlite3_column_blob(statement, column)
        let count = unsafe sqlite3_column_bytes(statement, column)
        return unsafe UnsafeRawBufferPointer(start: start, count: Int(count))
    }

    private func forEachRow(_ sql: String, _ body: (OpaquePointer?) -> Void) throws {
        var statement: OpaquePointer?
        var code = unsafe sqlite3_prepare_v2(handle, sql, -1, &statement, nil)
        defer { _ = unsafe sqlite3_finalize(statement) }
        if code == SQLITE_OK {
            code = unsafe sqlite3_step(statement)
            while code == SQLITE_ROW {
                unsafe body(statement)
                code = unsafe sqlite3_step(statement)
            }
        }
        guard code == SQLITE_DONE else {
            let text = unsafe String(cString: sqlite3_errmsg(handle))
            throw SessionFailure(text: "\(code): \(text)")
        }
    }
}
