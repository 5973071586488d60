// SPDX-License-Identifier: MIT
// The VFS of volumes for programs in C, which are SQLite's own tests (Tests/SQLite): one volume on one TestDisk, under
// the name `blkfront`. SQLite is the program's own copy, with which this is linked.

import BlkfrontVFS
import BlockIO
import DiskVolume
import Glibc

/// The volume that is mounted, with its disk.
private struct Mount {
    var disk: TestDisk
    var vfs: VolumeVFS
}

// One thread at a time calls what is here: the glue in C sees to it.
nonisolated(unsafe) private var mount: Mount?

private func chance() -> UInt64 { UInt64.random(in: 0 ... .max) }

/// Mounts the volume in a file, which is made if there is none, and registers it as `blkfront`.
///
/// - Parameters:
///   - path: the file.
///   - megabytes: its size.
///   - hasCache: whether the power can be cut.
///   - checksPages: whether new databases get checksums.
///   - fault: the fault that the disk injects, or NULL.
/// - Returns: 0, or -1 after a message.
@c(mirage_mount)
public func mirageMount(
    _ path: UnsafePointer<CChar>, _ megabytes: Int32, _ hasCache: Int32, _ checksPages: Int32,
    _ fault: UnsafePointer<CChar>?
) -> Int32 {
    // SAFETY: both are strings of the caller that end with a zero, and are copied.
    let path = unsafe String(cString: path)
    let word = if let fault = unsafe fault { unsafe String(cString: fault) } else { "none" }
    guard let fault = InjectedFault(rawValue: word),
        let disk = TestDisk(
            path: path, blockCount: UInt64(megabytes) * 256, hasCache: hasCache != 0, fault: fault)
    else {
        print("mirage: '\(path)' cannot be a disk")
        return -1
    }
    do {
        if disk.isNew {
            let identity = (chance(), chance())
            try Volume.format(disk, identity: identity, slots: 64, replacesContent: true)
        }
        let volume = try Volume(on: disk, identifierSource: chance)
        let vfs = try VolumeVFS.register(
            volume, options: VFSOptions(checksPages: checksPages != 0, allowsSmallPages: true),
            environment: VFSEnvironment(now: now, random: chance, sleep: { usleep(UInt32($0)) }))
        unsafe mount = Mount(disk: disk, vfs: vfs)
        return 0
    } catch {
        print("mirage: \(error)")
        return -1
    }
}

/// Unmounts the volume, of which nothing may be open.
@c(mirage_unmount)
public func mirageUnmount() {
    // SAFETY: here and below nobody else uses the mount, as above.
    unsafe mount?.vfs.unregister()
    // Temporary files, which live on, keep the VFS, but need no disk.
    unsafe mount?.disk.close()
    unsafe mount = nil
}

/// Cuts the power of the disk. The process must end without another call.
@c(mirage_cut)
public func mirageCut() {
    unsafe mount?.disk.cutPower(chance)
}

/// The text of the last failure, for whoever looks into a test; the caller frees it.
@c(mirage_failure)
public func mirageFailure() -> UnsafeMutablePointer<CChar>? {
    guard let failure = unsafe mount?.vfs.lastFailure else { return nil }
    return unsafe strdup(failure.description)
}

/// Whether there is a file, empty or not; a log, of a database that is open.
@c(mirage_has_file)
public func mirageHasFile(_ path: UnsafePointer<CChar>) -> Int32 {
    unsafe mount?.vfs.hasFile(String(cString: path)) == true ? 1 : 0
}

/// The `index`-th database's name; the caller frees the text, which is NULL behind the last.
@c(mirage_name)
public func mirageName(_ index: Int32) -> UnsafeMutablePointer<CChar>? {
    guard let databases = unsafe mount?.vfs.volume.databases, index < databases.count else {
        return nil
    }
    return unsafe strdup(databases[Int(index)].name)
}

private func now() -> Int64 {
    var time = timeval()
    unsafe gettimeofday(&time, nil)
    return Int64(time.tv_sec) * 1000 + Int64(time.tv_usec) / 1000
}
