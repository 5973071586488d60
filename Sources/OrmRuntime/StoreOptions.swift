// SPDX-License-Identifier: MIT

/// How a store is opened. The defaults are for data that must survive a power cut.
///
///     var options = StoreOptions()
///     options.maximumBytes = 100_000_000
///     let db = try Contact.open("contacts", options: options)
///
/// A store that is opened for reading only uses ``busyTimeoutMilliseconds``, ``cacheKibibytes`` and ``trace``.
public struct StoreOptions: Hashable, Sendable {
    /// What a commit waits for.
    public enum Durability: Hashable, Sendable {
        /// The commit is on the disk when the call returns (`synchronous=EXTRA`).
        case full
        /// A power cut may lose the last commits, never tear one (`synchronous=NORMAL`).
        case ordered
        /// Nothing is flushed: only for data that can be made again (`synchronous=OFF`).
        case none
    }

    /// How SQLite keeps a commit apart from what was there before.
    public enum Journal: Hashable, Sendable {
        /// Whichever costs least where the store is: on a volume with a commit log (BlkfrontVFS) a rollback journal, which
        /// is not needed as long as transactions fit into the log; a write-ahead log everywhere else.
        case automatic
        /// A write-ahead log: one flush a commit, readers in other processes are not stopped.
        case writeAhead
        /// A rollback journal: a single file between transactions.
        case rollback
    }

    /// What a commit waits for before the call returns. The default is ``Durability/full``, the
    /// slowest and the safest.
    public var durability = Durability.full
    /// How SQLite keeps a commit apart from what was there before. The default is
    /// ``Journal/automatic``.
    ///
    /// The file keeps the mode: it is changed when the store is opened with another.
    public var journal = Journal.automatic
    /// How long to wait for another connection that holds the file, in milliseconds, from 0 to
    /// `Int32.max`; 0 for not at all, 5,000 by default.
    ///
    /// After that the call fails with ``StoreError/busy(path:)``. A guest has no others to wait
    /// for.
    public var busyTimeoutMilliseconds: Int32 = 5_000
    /// The page cache's size in KiB, from 0 to `Int32.max`; 8,192 by default. In a guest a quarter
    /// of its memory at most.
    public var cacheKibibytes: Int32 = 8_192
    /// The most the database may grow to, in bytes, at least 4,096; nil, the default, for no limit
    /// but SQLite's own.
    ///
    /// Writing more fails with ``StoreError/full(path:)``. The number is rounded down to whole
    /// pages, of 4,096 bytes unless the file has others. Opening fails with
    /// ``StoreError/invalidOption(name:value:minimum:maximum:)`` when the file is larger already,
    /// or would be with the program's tables, which take a page each.
    public var maximumBytes: Int64?

    #if !hasFeature(Embedded)
    /// Who gets a report of each statement that the store runs; nil, the default, for nobody, which
    /// costs nothing.
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
        // One page; what the file has and needs is looked at when it is open.
        try check(maximumBytesFor: 4_096)
    }

    func check(maximumBytesFor size: Int64) throws(StoreError) {
        guard let maximumBytes, maximumBytes < size else { return }
        throw .invalidOption(
            name: "maximumBytes", value: maximumBytes, minimum: size, maximum: Int64.max)
    }
}
