// SPDX-License-Identifier: MIT
// The only place where kernel, storage and runtime meet. `import GuestRuntime` is all that a program needs: the store
// that it opens is on the guest's first disk.

#if hasFeature(Embedded)
@_exported public import BlockIO
@_exported public import Guest
@_exported public import OrmRuntime

/// Called by OrmRuntime before the first store is opened.
@c(mirage_storage_install) func installStorage() {
    StorageHosts.install(StorageFiber.shared)
}
#endif
