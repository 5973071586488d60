// SPDX-License-Identifier: MIT
// The pages of SQLite's cache, which the backend of a disk gets to read and write if it is trusted
// (xl's `untrusted` for a disk says that it is not): then reads and writes copy nothing.

#if hasFeature(Embedded)
internal import BlkfrontVFS
internal import BlockIO
internal import Guest
internal import Unikernel

/// The memory of SQLite's page cache.
enum StoragePool {
    /// Pages at most, those of caches and those that have left them and are kept for a commit log: a grant each, of the
    /// 32,768 that Xen gives a domain unless told otherwise.
    private static let grantLimit = 8_192
    /// Pages that the pool grows by: 128 KB with the one that follows them.
    private static let chunkSize = 31

    // SAFETY: a guest has one thread.
    private nonisolated(unsafe) static var pool: PagePool?
    private nonisolated(unsafe) static var wasTried = false

    /// The pool, which SQLite has its pages in from the first call on; nil where there is no other domain to share it
    /// with, or SQLite was in use before.
    static func shared() -> PagePool? {
        if unsafe wasTried { return unsafe pool }
        unsafe wasTried = true
        guard let domain = unsafe Guest.domain else { return nil }
        let machine = domain.machine
        let total = Guest.memory.pagesTotal
        let made = unsafe PagePool(
            limit: min(total / 4 + total / 32, grantLimit), chunkSize: chunkSize,
            source: PagePool.Source { count in
                // What is left is for those who cannot do without.
                guard Guest.memory.pagesInUse + count < total - total / 8 else { return nil }
                return unsafe machine.allocatePages(count)
            } deallocate: { pages, count in
                unsafe machine.deallocatePages(pages, count)
            })
        do throws(StorageFailure) {
            try PageCache.install(made)
            unsafe pool = made
        } catch {}
        return unsafe pool
    }
}
#endif
