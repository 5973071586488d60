// SPDX-License-Identifier: MIT
// Opening: the file, its settings, then the verification of its tables against the program's types.
import CSQLite
internal import CompactStrings

#if hasFeature(Embedded)
import _Concurrency
#endif

extension StoreSchema {
    /// Opens the module's store and creates the file and missing tables.
    ///
    ///     let db = try ContactsSchema.open("contacts")
    ///
    /// `:memory:` opens a store that exists while it is open, for tests. Any other path is taken
    /// literally. An empty path is refused.
    ///
    /// - Parameters:
    ///   - path: The path of a file in an existing folder, or `:memory:`. In a guest, the name of a
    ///     database on the volume.
    ///   - options: How to open it.
    /// - Throws: ``StoreError/incompatible(type:differences:)`` if the file was written by types
    ///   that differ from the program's; ``StoreError/invalidOption(name:value:minimum:maximum:)``
    ///   for an option out of range; another case if the file cannot be used.
    public static func open(
        _ path: String, options: StoreOptions = StoreOptions()
    ) throws(StoreError) -> Store {
        let path = try StorePath(path)
        try options.check()
        let flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE
        return try onStorageHost { () throws(StoreError) in
            let connection = try connect(path, as: path.name, flags, options)
            defer { connection.endTrace() }
            // SQLite opens a write-protected file read-only instead of failing.
            if connection.isReadOnly { throw .readOnly(path: path.text) }
            do throws(StoreError) {
                try connection.apply(options)
                try connection.prepareSchema(tables, hasEnumerations)
            } catch {
                #if hasFeature(Embedded)
                throw connection.explaining(error)
                #else
                throw error
                #endif
            }
            try connection.limitSize(options)
            try connection.prepareToSync(options)
            return Store(connection)
        }
    }

    /// Opens an existing store read-only. It may have more fields and tables than the program.
    ///
    ///     let db = try ContactsSchema.openReadOnly("contacts")
    ///
    /// On read-only storage, without permission to write or on a read-only medium, a properly
    /// closed store can be read. The file must not change while the reader is open.
    ///
    /// - Parameters:
    ///   - path: The path of a file. In a guest, the name of a database on the volume.
    ///   - options: How to open it. Only ``StoreOptions/busyTimeoutMilliseconds``,
    ///     ``StoreOptions/cacheKibibytes`` and ``StoreOptions/trace`` apply.
    /// - Throws: ``StoreError/cannotOpen(path:reason:)`` if there is no such file;
    ///   ``StoreError/incompatible(type:differences:)`` if a table or field of the program is
    ///   missing or differs; ``StoreError/invalidOption(name:value:minimum:maximum:)`` for an
    ///   option out of range; another case if the file cannot be used.
    public static func openReadOnly(
        _ path: String, options: StoreOptions = StoreOptions()
    ) throws(StoreError) -> StoreReader {
        let path = try StorePath(path)
        try options.check()
        return try onStorageHost { () throws(StoreError) in
            let connection = try connect(path, as: path.name, SQLITE_OPEN_READONLY, options)
            do throws(StoreError) {
                return try reader(connection, options)
            } catch {
                #if !hasFeature(Embedded)
                let resting = try openAtRest(path, options, after: error, of: connection)
                if let resting { return try reader(resting, options) }
                throw path.explaining(error)
                #else
                throw connection.explaining(error)
                #endif
            }
        }
    }

    private static func reader(
        _ connection: Connection, _ options: StoreOptions
    ) throws(StoreError) -> StoreReader {
        defer { connection.endTrace() }
        try connection.verifySchema(tables, hasEnumerations)
        try connection.setCacheSize(options)
        return StoreReader(connection)
    }

    /// Opens the module's store on its own thread, while the task is suspended. See the synchronous
    /// form.
    ///
    /// - Throws: ``StoreError/cancelled`` if the task is cancelled, when the file may already have
    ///   been created; what the synchronous form throws.
    public static func open(
        _ path: String, options: StoreOptions = StoreOptions()
    ) async throws(StoreError) -> Store {
        try await StorageThread().run { () throws(StoreError) in try open(path, options: options) }
    }

    /// Opens an existing store read-only on its own thread, while the task is suspended. See the
    /// synchronous form.
    ///
    /// - Throws: ``StoreError/cancelled`` if the task is cancelled; what the synchronous form
    ///   throws.
    public static func openReadOnly(
        _ path: String, options: StoreOptions = StoreOptions()
    ) async throws(StoreError) -> StoreReader {
        try await StorageThread().run { () throws(StoreError) in
            try openReadOnly(path, options: options)
        }
    }

    /// Opens a connection to the store at a path. SQLite receives it as `name`.
    static func connect(
        _ path: StorePath, as name: String, _ flags: Int32, _ options: StoreOptions
    ) throws(StoreError) -> Connection {
        #if hasFeature(Embedded)
        try StorageHosts.current?.prepare(toOpen: path.text)
        #endif
        // NOMUTEX, since ConnectionAccess serialises.
        let flags = flags | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE
        var handle: OpaquePointer?
        // SAFETY: SQLite copies the path; the handle is closed by Connection, or below.
        let code = unsafe sqlite3_open_v2(name, &handle, flags, nil)
        guard code == SQLITE_OK, let opened = unsafe handle else {
            let reason = unsafe String(cString: sqlite3_errstr(code))
            _ = unsafe sqlite3_close_v2(handle)
            throw path.explaining(StoreError(code: code, path: path.text, reason: reason))
        }
        // A database file is untrusted: its schema must not change our queries.
        _ = unsafe csqlite_set_defensive(opened, 1)
        let connection = unsafe Connection(
            handle: opened, path: path.text, statementCount: statementCount, schemaName: self.name,
            fingerprint: fingerprint,
            busyTimeoutMilliseconds: options.busyTimeoutMilliseconds)
        #if !hasFeature(Embedded)
        connection.startTracing(options.trace)
        #endif
        return connection
    }
}

extension Entity {
    /// Opens the store of this type's module and creates the file and missing tables.
    ///
    ///     let db = try Contact.open("contacts")
    ///
    /// - Parameters:
    ///   - path: The path of a file in an existing folder, or `:memory:`. In a guest, the name of a
    ///     database on the volume.
    ///   - options: How to open it.
    /// - Throws: ``StoreError/incompatible(type:differences:)`` if the file was written by types
    ///   that differ from the program's; ``StoreError/invalidOption(name:value:minimum:maximum:)``
    ///   for an option out of range; another case if the file cannot be used.
    public static func open(
        _ path: String, options: StoreOptions = StoreOptions()
    ) throws(StoreError) -> Store {
        try OrmSchema.open(path, options: options)
    }

    /// Opens an existing store read-only. It may have more fields and tables than the program.
    ///
    ///     let db = try Contact.openReadOnly("contacts")
    ///
    /// - Parameters:
    ///   - path: The path of a file. In a guest, the name of a database on the volume.
    ///   - options: How to open it. Only ``StoreOptions/busyTimeoutMilliseconds``,
    ///     ``StoreOptions/cacheKibibytes`` and ``StoreOptions/trace`` apply.
    /// - Throws: ``StoreError/cannotOpen(path:reason:)`` if there is no such file;
    ///   ``StoreError/incompatible(type:differences:)`` if a table or field of the program is
    ///   missing or differs; ``StoreError/invalidOption(name:value:minimum:maximum:)`` for an
    ///   option out of range; another case if the file cannot be used.
    public static func openReadOnly(
        _ path: String, options: StoreOptions = StoreOptions()
    ) throws(StoreError) -> StoreReader {
        try OrmSchema.openReadOnly(path, options: options)
    }

    /// Opens the store of this type's module, while the task is suspended. See the synchronous
    /// form.
    ///
    ///     let db = try await Contact.open("contacts")
    ///
    /// - Throws: ``StoreError/cancelled`` if the task is cancelled, when the file may already have
    ///   been created; what the synchronous form throws.
    public static func open(
        _ path: String, options: StoreOptions = StoreOptions()
    ) async throws(StoreError) -> Store {
        try await OrmSchema.open(path, options: options)
    }

    /// Opens an existing store read-only, while the task is suspended. See the synchronous form.
    ///
    /// - Throws: ``StoreError/cancelled`` if the task is cancelled; what the synchronous form
    ///   throws.
    public static func openReadOnly(
        _ path: String, options: StoreOptions = StoreOptions()
    ) async throws(StoreError) -> StoreReader {
        try await OrmSchema.openReadOnly(path, options: options)
    }
}

extension Connection {
    fileprivate var isReadOnly: Bool {
        // SAFETY: the handle is open and "main" is the database's name in every connection.
        unsafe sqlite3_db_readonly(handle, "main") == 1
    }

    /// Applies the settings of the connection, and the journal mode, which the file keeps.
    fileprivate func apply(_ options: StoreOptions) throws(StoreError) {
        try execute("PRAGMA foreign_keys = ON")
        try execute("PRAGMA trusted_schema = OFF")
        try setCacheSize(options)
        try execute("PRAGMA journal_mode = \(try keyword(options.journal))")
        try execute("PRAGMA synchronous = \(options.durability.keyword)")
        #if hasFeature(Embedded)
        if let host = StorageHosts.current {
            try execute("PRAGMA wal_autocheckpoint = \(host.checkpointPages)")
        }
        #endif
        // On a volume (BlkfrontVFS) no journal mode needs a flush for order. Other storage ignores
        // the pragma.
        if options.durability != .full { try execute("PRAGMA commit_mode = ordered") }
    }

    fileprivate func setCacheSize(_ options: StoreOptions) throws(StoreError) {
        let kibibytes = min(options.cacheKibibytes, cacheLimitKibibytes)
        try execute("PRAGMA cache_size = -\(kibibytes)")
    }

    /// Called after the tables are created, since SQLite accepts no limit below the current size.
    fileprivate func limitSize(_ options: StoreOptions) throws(StoreError) {
        guard let bytes = options.maximumBytes else { return }
        let pageSize = try integer("PRAGMA page_size") ?? 4_096
        let pages = try integer("PRAGMA page_count") ?? 0
        try options.check(maximumBytesFor: pages * pageSize)
        try execute("PRAGMA max_page_count = \(bytes / pageSize)")
    }
}

/// No limit on a host, which has enough memory.
private var cacheLimitKibibytes: Int32 {
    #if hasFeature(Embedded)
    StorageHosts.current?.cacheLimitKibibytes ?? .max
    #else
    .max
    #endif
}

extension Connection {
    fileprivate func keyword(_ journal: StoreOptions.Journal) throws(StoreError) -> String {
        switch journal.kind {
        case .writeAhead: return "WAL"
        case .rollback: return "DELETE"
        case .automatic:
            // Only a volume knows the pragma. A guest whose SQLite has no write-ahead log ignores
            // the mode and keeps its rollback journal.
            guard let log = try text("PRAGMA commit_log") else { return "WAL" }
            return log.isSame(as: "on") || log.isSame(as: "new") ? "DELETE" : "WAL"
        }
    }
}

extension StoreOptions.Durability {
    /// EXTRA, because FULL does not sync the folder after deleting a rollback journal
    /// (sqlite.org/pragma.html#pragma_synchronous). A power cut could restore the journal, which
    /// would undo the commit.
    fileprivate var keyword: String {
        switch self {
        case .full: "EXTRA"
        case .ordered: "NORMAL"
        case .none: "OFF"
        }
    }
}
