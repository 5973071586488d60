// SPDX-License-Identifier: MIT
// Storage keeps on real Xen what it promises when something fails: a disk with a cache loses power during a load, the backend
// goes and comes back, and the guest is saved, restored and migrated.
import LabSupport
import Testing

/// The guest Load on disks that dm-log-writes records below xen-blkback. One lab runs after the other, since the emulator
/// takes one processor.
@Suite(.serialized, .ifLabIsWanted)
enum StorageFaultTests {}
