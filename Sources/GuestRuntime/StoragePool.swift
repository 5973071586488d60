// SPDX-License-Identifier: MIT
// The memory of SQLite's page cache, granted to the backend of a trusted disk so that reads and
// writes copy nothing. The attribute `untrusted` in xl's line of a disk turns this off.

#if hasFeature(Embedded)
internal import BlkfrontVFS
internal import BlockIO
internal import Guest
internal import Unikernel

/// The memory of SQLite's page cache.
enum StoragePool {
    /// The page limit: those in caches, and those that have left them but are held for a commit
    /// log. Each takes a grant, of the 32,768 that Xen allows a domain by default.
    private static let grantLimit = 8_192
    /// The pages by which the pool grows; with the one after them, 128 KB.
    private static let chunkSize = 31

    // SAFETY: a guest has one thread.
    private nonisolated(unsafe) static var pool: PagePool?
    private nonisolated(unsafe) static var wasTried = false

    /// Returns the pool, which holds SQLite's pages from the first call on; nil without Xen, or
    /// when SQLite was initialized before.
    static func shared() -> PagePool? {
        if unsafe wasTried { return unsafe pool }
        unsafe wasTried = true
        guard let domain = unsafe Guest.domain else { return nil }
        let machine = domain.machine
        let total = Guest.memory.pagesTotal
        let made = unsafe PagePool(
            limit: min(total / 4 + total / 32, grantLimit), chunkSize: chunkSize,
            source: PagePool.Source { count in
                // The last eighth of the memory is left to callers that cannot continue without.
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
