// SPDX-License-Identifier: MIT
// What is found on an image: the volume is mounted, each store opened by plain SQLite, checked and read. All that
// recovery does is done on the way, and written to the overlay.

import BlkfrontVFS
import BlockIO
import CSQLite
import CrashModel
import DiskVolume
import OrmRuntime
import SeededRandom

/// What recovery from an image came to.
enum RecoveredState: Equatable {
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
    /// The journal mode in which each store is changed once before it is read; nil for not at all.
    var changes: JournalMode?
    /// Whether that change is too large for a batch, or for the rest of a half.
    var changesMuch = false

    init() {}
}

/// Reads images.
final class Reader {
    private let setting: Setting
    private var names: [String] { setting.storeNames }
    private var mounts: UInt64 = 0
    private static let vfsName = "crash"

    init(_ setting: Setting) {
        self.setting = setting
    }

    /// Reads what is on the disk, and changes it.
    func read(_ disk: OverlayDisk, _ options: ReadingOptions = ReadingOptions()) -> RecoveredState {
        do {
            return try recoveredState(disk, options)
        } catch {
            return .refused("\(error)")
        }
    }

    private func recoveredState(_ disk: OverlayDisk, _ options: ReadingOptions) throws
        -> RecoveredState
    {
        // No two mounts draw the same.
        mounts += 1
        var random = SeededRandom(seed: mixed(mounts, 0x4a0d))
        let volume = try Volume(on: disk, options: setting.mountOptions) { random.next() }
        if options.checksVolume, let damage = try volume.check().first(where: \.isDamage) {
            return .inconsistent("the volume: \(damage)")
        }
        let vfs = try VolumeVFS.register(
            volume, name: Self.vfsName, asDefault: options.usesStores,
            options: setting.vfsOptions,
            environment: VFSEnvironment(
                now: { 1_800_000_000_000 }, random: { random.next() }, sleep: { _ in }))
        defer { vfs.unregister() }
        var signatures: [UInt64] = []
        if options.usesStores {
            for name in names {
                signatures.append(
                    volume.exists(try DatabaseName(name))
                        ? try generated(name) : StoreContent().signature)
            }
            return .content(signatures)
        }
        var stores: [PlainStore] = []
        defer {
            // Unless it is to be written back, nothing more is asked of the disk.
            disk.isFrozen = !options.closes
            stores = []
            disk.isFrozen = false
        }
        for name in names {
            let store = try PlainStore(name, vfs: Self.vfsName)
            stores.append(store)
            if let mode = options.changes { try store.change(mode, much: options.changesMuch) }
            if options.checksIntegrity, let problem = try store.integrityProblem() {
                return .inconsistent("\(name): \(problem)")
            }
            signatures.append(try store.signature())
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

    init(_ name: String, vfs: String) throws {
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
        unsafe try forEachRow("PRAGMA integrity_check") { statement in
            // SAFETY: the text lives until the next step.
            let text = unsafe String(cString: sqlite3_column_text(statement, 0))
            if text != "ok" { problem = text }
        }
        return problem
    }

    /// Writes to a store that has its tables, and may have no room.
    func change(_ mode: JournalMode, much: Bool) throws {
        guard try hasTables() else { return }
        let photos = much ? ", bytes = zeroblob(6000)" : ""
        let sql = """
            PRAGMA journal_mode = \(mode.word);
            BEGIN; INSERT OR REPLACE INTO Note VALUES(999, 1, 'a second boot');
            UPDATE Photo SET rank = ifnull(rank, 0) + 1\(photos); COMMIT
            """
        let code = unsafe sqlite3_exec(handle, sql, nil, nil, nil)
        guard code == SQLITE_OK || code & 0xff == SQLITE_FULL else {
            throw SessionFailure(text: unsafe "\(code): \(String(cString: sqlite3_errmsg(handle)))")
        }
        if code != SQLITE_OK { _ = unsafe sqlite3_exec(handle, "ROLLBACK", nil, nil, nil) }
    }

    func signature() throws -> UInt64 {
        var signature = Signature()
        guard try hasTables() else { return signature.value }
        unsafe try forEachRow("SELECT id, kind, text FROM Note ORDER BY id") { statement in
            unsafe signature.add(Int(sqlite3_column_int64(statement, 0)))
            unsafe signature.add(Int(sqlite3_column_int64(statement, 1)))
            unsafe signature.add(Self.bytes(statement, 2))
        }
        unsafe try forEachRow("SELECT name, bytes, rank FROM Photo ORDER BY name") { statement in
            unsafe signature.add(Self.bytes(statement, 0))
            unsafe signature.add(Self.bytes(statement, 1))
            let isNull = unsafe sqlite3_column_type(statement, 2) == SQLITE_NULL
            unsafe signature.add(isNull ? .min : Int(sqlite3_column_int64(statement, 2)))
        }
        return signature.value
    }

    private func hasTables() throws -> Bool {
        var count = 0
        unsafe try forEachRow("SELECT 1 FROM sqlite_schema WHERE name IN ('Note', 'Photo')") { _ in
            count += 1
        }
        return count == 2
    }

    /// The bytes of a text or blob, valid until the next step.
    private static func bytes(_ statement: OpaquePointer?, _ column: Int32)
        -> UnsafeRawBufferPointer
    {
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
