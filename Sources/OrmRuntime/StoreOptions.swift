// SPDX-License-Identifier: MIT

/// How to open a store. The defaults are for data that must survive a power cut.
///
///     var options = StoreOptions()
///     options.maximumBytes = 100_000_000
///     let db = try Contact.open("contacts", options: options)
///
/// A read-only store uses only ``busyTimeoutMilliseconds``, ``cacheKibibytes`` and ``trace``.
public struct StoreOptions: Hashable, Sendable {
    /// What a commit waits for.
    public enum Durability: Hashable, Sendable {
        /// The commit is on the disk when the call returns (`synchronous=EXTRA`).
        case full
        /// A power cut may lose the last commits but never part of one (`synchronous=NORMAL`).
        case ordered
        /// Nothing is flushed. Only for data that can be recreated (`synchronous=OFF`).
        case none
    }

    /// How SQLite makes commits atomic.
    ///
    /// A type with static properties and no enum, so that a guest whose program never says
    /// `writeAhead` can be linked without a write-ahead log.
    public struct Journal: Hashable, Sendable {
        enum Kind {
            case automatic
            case writeAhead
            case rollback
        }

        let kind: Kind

        /// The cheapest for the storage. On a volume with a commit log (BlkfrontVFS), a rollback
        /// journal, which is unused while transactions fit into the log. Elsewhere, a write-ahead
        /// log, if the image has one.
        public static var automatic: Self { Self(kind: .automatic) }
        /// A write-ahead log: one flush per commit, and readers in other processes do not block.
        public static var writeAhead: Self {
            SQLFeature.writeAheadLog.isUsed()
            return Self(kind: .writeAhead)
        }
        /// A rollback journal: a single file between transactions.
        public static var rollback: Self { Self(kind: .rollback) }
    }

    /// What a commit waits for before the call returns. The default is ``Durability/full``, the
    /// slowest and safest.
    public var durability = Durability.full
    /// How SQLite makes commits atomic. The default is ``Journal/automatic``.
    ///
    /// The file keeps its mode until a store is opened with another.
    public var journal = Journal.automatic
    /// How long to wait for another connection's lock, in milliseconds, from 0 to `Int32.max`. 0
    /// does not wait. The default is 5,000.
    ///
    /// After that the call fails with ``StoreError/busy(path:)``. A guest has no other connections
    /// to wait for.
    public var busyTimeoutMilliseconds: Int32 = 5_000
    /// The page cache's size in KiB, from 0 to `Int32.max`. The default is 8,192. In a guest it is
    /// at most a quarter of the memory.
    public var cacheKibibytes: Int32 = 8_192
    /// The maximum size of the database in bytes, at least 4,096. Nil, the default, means SQLite's
    /// own limit.
    ///
    /// Writing more fails with ``StoreError/full(path:)``. The number is rounded down to whole
    /// pages, which have 4,096 bytes unless the file has others. Opening fails with
    /// ``StoreError/invalidOption(name:value:minimum:maximum:)`` if the file is already larger, or
    /// would be with the program's tables, which take a page each.
    public var maximumBytes: Int64?

    #if !hasFeature(Embedded)
    /// Receives a report of each statement that the store runs. Nil, the default, costs nothing.
    public var trace: StoreTrace?
    #endif

    /// Creates the options with their defaults.
    public init() {}
}

extension StoreOptions {
    /// - Throws: ``StoreError/invalidOption(name:value:minimum:maximum:)``.
    func check() throws(StoreError) {
        if busyTimeoutMilliseconds < 0 {
            throw .invalidOption(
                name: "busyTimeoutMilliseconds", value: Int64(busyTimeoutMilliseconds), minimum: 0,
                maximum: Int64(Int32.max))
        }
        if cacheKibibytes < 0 {
            throw .invalidOption(
                name: "cacheKibibytes", value: Int64(cacheKibibytes), minimum: 0,
                maximum: Int64(Int32.max))
        }
        // One page. The file's size is checked once it is open.
        try check(maximumBytesFor: 4_096)
    }

    func check(maximumBytesFor size: Int64) throws(StoreError) {
        guard let maximumBytes, maximumBytes < size else { return }
        throw .invalidOption(
            name: "maximumBytes", value: maximumBytes, minimum: size, maximum: Int64.max)
    }
}
