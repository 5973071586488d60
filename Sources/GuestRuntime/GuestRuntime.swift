// SPDX-License-Identifier: MIT
// Connects kernel, storage and runtime; no other module imports all three. A program needs only
// `import GuestRuntime`: the store it opens is on the guest's first disk.

#if hasFeature(Embedded)
@_exported public import BlockIO
@_exported public import Guest
@_exported public import OrmRuntime

/// Called by OrmRuntime before the first store is opened.
@c(mirage_storage_install) func installStorage() {
    StorageHosts.install(StorageFiber.shared)
}
#endif
