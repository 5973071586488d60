// SPDX-License-Identifier: MIT
// Runs a workload through generated store code on SQLite on a volume, keeps the model beside it, and says when a
// transaction begins and when it is promised to survive.

import BlkfrontVFS
import BlockIO
import CSQLite
import CrashModel
import OrmRuntime
import SeededRandom

/// A store in use, with SQLite's connection behind it for what generated code does not do.
@safe private struct OpenStore {
    var store: Store
    var handle: OpaquePointer
}

/// A workload that runs.
final class Session {
    private let setting: Setting
    private let note: (TraceEvent) -> Void
    private var stores: [OpenStore?]
    private var contents: [StoreContent]
    /// The states from the empty one on, each as the signatures of all stores.
    private(set) var states: [[UInt64]]

    init(_ setting: Setting, note: @escaping (TraceEvent) -> Void) {
        self.setting = setting
        self.note = note
        stores = Array(repeating: nil, count: setting.storeCount)
        contents = Array(repeating: StoreContent(), count: setting.storeCount)
        states = [contents.map(\.signature)]
    }

    /// Runs all operations.
    func run() throws {
        for number in setting.operations {
            do {
                try run(setting.operation(number))
            } catch StoreError.full {
                // There is no room for a new store, or not even for what closing writes back.
            }
        }
        for index in stores.indices { try close(index) }
    }

    private func run(_ operation: Operation) throws {
        let index = operation.store
        note(.busy)
        switch operation.kind {
        // Without a journal there is no going back.
        case .transaction(let commits):
            try transact(operation, commits: commits || setting.mode == .off)
        case .vacuum: try execute("VACUUM", index)
        case .checkpoint: try execute("PRAGMA wal_checkpoint(TRUNCATE)", index)
        case .flush:
            try execute("PRAGMA flush", index)
            acknowledge()
        case .reopen: try close(index)
        }
        note(.idle)
    }

    private func transact(_ operation: Operation, commits: Bool) throws {
        let store = try open(operation.store).store
        if commits { note(.issued(states.count)) }
        do throws(StoreError) {
            try store.write { transaction throws(StoreError) in
                try Self.apply(operation, &transaction)
                if !commits { throw StoreError.cancelled }
            }
        } catch {
            switch error {
            case .cancelled where !commits: return
            case .full:
                // Makes room in a write-ahead log; the other modes do not need it.
                if states.count % 2 == 0 { return }
                return try execute("PRAGMA wal_checkpoint(TRUNCATE)", operation.store)
            default: throw error
            }
        }
        contents[operation.store].apply(operation)
        states.append(contents.map(\.signature))
        if setting.isDurable { acknowledge() }
    }

    private static func apply(
        _ operation: Operation, _ transaction: inout Transaction
    ) throws(StoreError) {
        for id in operation.deletedNotes { try Note.delete(from: transaction, id: id) }
        for name in operation.deletedPhotos { try Photo.delete(from: transaction, id: name) }
        for note in operation.notes { try note.save(in: transaction) }
        for photo in operation.photos { try photo.save(in: transaction) }
    }

    private func acknowledge() { note(.acknowledged(states.count - 1)) }

    // MARK: Connections

    private func open(_ index: Int) throws -> OpenStore {
        if let open = stores[index] { return open }
        var options = StoreOptions()
        options.durability = setting.durability.option
        options.journal = setting.mode.isWriteAhead ? .writeAhead : .rollback
        unsafe ConnectionHook.autoVacuum = setting.autoVacuum
        defer { unsafe ConnectionHook.autoVacuum = 0 }
        let store = try Note.open(setting.storeNames[index], options: options)
        let opened = unsafe OpenStore(store: store, handle: ConnectionHook.last!)
        stores[index] = opened
        var pragmas = [
            "journal_mode = \(setting.mode.word)", "cache_size = \(setting.cachePages)",
            "wal_autocheckpoint = \(setting.checkpointPages)",
        ]
        if setting.durability == .gathered { pragmas.append("commit_mode = gathered") }
        for pragma in pragmas { try execute("PRAGMA \(pragma)", index) }
        return opened
    }

    private func close(_ index: Int) throws {
        guard let open = stores[index] else { return }
        stores[index] = nil
        try open.store.close()
        acknowledge()
    }

    private func execute(_ sql: String, _ index: Int) throws {
        let handle = unsafe try open(index).handle
        // SAFETY: the store keeps the connection open, and the text lives through the call.
        let code = unsafe sqlite3_exec(handle, sql, nil, nil, nil)
        guard code == SQLITE_OK || code & 0xff == SQLITE_FULL else {
            throw SessionFailure(text: unsafe "\(sql): \(String(cString: sqlite3_errmsg(handle)))")
        }
    }
}

/// SQL that failed.
struct SessionFailure: Error, CustomStringConvertible {
    var text: String
    var description: String { text }
}

/// Learns the connection behind a store, which generated code does not give away.
enum ConnectionHook {
    /// The connection that was opened last.
    nonisolated(unsafe) static var last: OpaquePointer?
    /// What `auto_vacuum` new databases get.
    nonisolated(unsafe) static var autoVacuum = 0

    static func install() {
        let code = unsafe csqlite_auto_extension { handle, _, _ in
            unsafe ConnectionHook.last = handle
            guard unsafe ConnectionHook.autoVacuum > 0 else { return SQLITE_OK }
            return unsafe sqlite3_exec(
                handle, "PRAGMA auto_vacuum = \(ConnectionHook.autoVacuum)", nil, nil, nil)
        }
        precondition(code == SQLITE_OK, "SQLite takes an automatic extension")
    }
}
