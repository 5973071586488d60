// SPDX-License-Identifier: MIT
// The disk of a guest's volume, and how its contents are treated at mount. Each refusal says what
// was found and, where there is one, the word of the command line that would allow it
// (StorageOptions).

#if hasFeature(Embedded)
internal import BlkfrontVFS
internal import BlockIO
internal import CompactStrings
internal import DiskVolume
internal import Guest
internal import OrmRuntime

/// A disk and its user-visible name.
struct StorageDisk {
    let device: any BlockDevice
    let name: String
    /// Whether the disk is in memory and so keeps nothing.
    private let isMemory: Bool

    init(_ device: any BlockDevice, named name: String) {
        self.init(device, named: name, isMemory: false)
    }

    private init(_ device: any BlockDevice, named name: String, isMemory: Bool) {
        self.device = device
        self.name = name
        self.isMemory = isMemory
    }

    /// A disk of zeros in memory.
    static func inMemory(blockCount: Int) -> StorageDisk {
        StorageDisk(RAMDisk(blockCount: blockCount), named: "memory", isMemory: true)
    }

    /// Mounts the disk's volume; formats a blank disk.
    func volume(_ options: StorageOptions, for path: String) throws(StoreError) -> Volume {
        func refuse(_ reason: String) -> StoreError {
            .cannotOpen(path: path, reason: "disk '\(name)' \(reason)")
        }
        if device.geometry.isReadOnly, !options.isReadOnly {
            throw refuse("is read-only; say 'read-only' if that is meant")
        }
        if !device.durability.isDurable, !options.allowsVolatile, !isMemory {
            throw refuse(
                "promises no durability; say 'volatile-ok' if that will do,"
                    + " or 'assume-write-through' if what it has written is durable all the same")
        }
        let content = try content(for: path)
        switch content {
        case .volume: break
        case .blank:
            if options.isReadOnly { throw refuse("is blank, and 'read-only' was said") }
            try format(for: path)
        case .likelyBlank, .foreign:
            guard options.replacesOthers, !options.isReadOnly else {
                throw refuse("holds \(content); say 'format' if that may be destroyed")
            }
            try format(for: path)
        }
        return try named(path) { () throws(VolumeError) in
            var mount = MountOptions(
                isReadOnly: options.isReadOnly, allowsVolatile: options.allowsVolatile || isMemory)
            mount.readAheadLimit = min(mount.readAheadLimit, Guest.memory.pagesTotal / 32)
            mount.commitLogMemory = min(
                mount.commitLogMemory, Guest.memory.pagesTotal / 32)
            return try Volume(
                on: device, options: mount,
                identifierSource: { Guest.randomWord() })
        }
    }

    private func content(for path: String) throws(StoreError) -> DiskContent {
        try named(path) { () throws(VolumeError) in try Volume.identify(device) }
    }

    /// Formats the disk, whose content the caller has checked.
    private func format(for path: String) throws(StoreError) {
        try named(path) { () throws(VolumeError) in
            try Volume.format(
                device, identity: (Guest.randomWord(), Guest.randomWord()),
                replacesContent: true)
        }
    }

    /// Runs `body`; adds the disk's name to its errors.
    private func named<Value>(
        _ path: String, _ work: () throws(VolumeError) -> Value
    ) throws(StoreError) -> Value {
        do throws(VolumeError) {
            return try work()
        } catch {
            throw .cannotOpen(path: path, reason: "disk '\(name)': \(error)")
        }
    }
}
#endif
