// The disk under some of the tests' files, as a disk with a cache: what was synced is safe, of the rest a power cut
// takes what it likes. It counts syncs, can fail them, and lets a test look just before one.
import Foundation
import SeededRandom
import Synchronization

final class WatchedDisk: Sendable {
    struct File {
        /// What reads see.
        var current: [UInt8] = []
        /// What survives for certain.
        var durable: [UInt8] = []
        /// What was done since the last sync.
        var cache: [Change] = []
        var syncs = 0
    }

    enum Change {
        case write(offset: Int, bytes: [UInt8])
        case truncation(size: Int)
    }

    private struct State {
        var files: [String: File] = [:]
        var failingSyncs = 0
        var beforeSync: (@Sendable (_ name: String) -> Void)?
    }

    private let state = Mutex(State())

    /// Syncs of the write-ahead log so far.
    var logSyncs: Int { state.withLock { $0.files["test.db-wal"]?.syncs ?? 0 } }

    /// Bytes of the write-ahead log.
    var logSize: Int { state.withLock { $0.files["test.db-wal"]?.current.count ?? 0 } }

    /// Fails the next syncs, as a disk does: the cache is gone, and reads still see it.
    func failSyncs(_ count: Int = 1) { state.withLock { $0.failingSyncs = count } }

    /// Calls `body` before each sync of a file.
    func beforeSync(_ body: (@Sendable (_ name: String) -> Void)?) {
        state.withLock { $0.beforeSync = body }
    }

    // MARK: What files tell

    func change(_ name: String, _ change: Change) {
        state.withLock { state in
            Self.apply(change, to: &state.files[name, default: File()].current)
            state.files[name]!.cache.append(change)
        }
    }

    /// False when the sync should fail.
    func sync(_ name: String) -> Bool {
        state.withLock(\.beforeSync)?(name)
        return state.withLock { state in
            state.files[name, default: File()].syncs += 1
            state.files[name]!.cache = []
            if state.failingSyncs > 0 {
                state.failingSyncs -= 1
                return false
            }
            state.files[name]!.durable = state.files[name]!.current
            return true
        }
    }

    // MARK: Power cuts

    /// What a power cut at this moment leaves of the files: with `random` some of what was not synced, else none.
    func image(_ random: inout SeededRandom?) -> [String: [UInt8]] {
        state.withLock { state in
            state.files.mapValues { file in
                var bytes = file.durable
                for change in file.cache where random?.isRare(2) == true {
                    Self.apply(Self.torn(change, &random!), to: &bytes)
                }
                return bytes
            }
        }
    }

    private static func apply(_ change: Change, to bytes: inout [UInt8]) {
        switch change {
        case .write(let offset, let new):
            let missing = offset + new.count - bytes.count
            if missing > 0 { bytes += [UInt8](repeating: 0, count: missing) }
            bytes.replaceSubrange(offset..<offset + new.count, with: new)
        case .truncation(let size):
            if size < bytes.count { bytes.removeSubrange(size...) }
        }
    }

    /// Half of the writes reach the disk in part.
    private static func torn(_ change: Change, _ random: inout SeededRandom) -> Change {
        guard case .write(let offset, let bytes) = change, random.isRare(2) else { return change }
        let sectors = random.below(bytes.count / 512 + 1)
        return .write(offset: offset, bytes: Array(bytes.prefix(sectors * 512)))
    }
}
