// SPDX-License-Identifier: MIT
// A first volume: the interface, with databases kept in memory. The format follows.

public import BlockIO

/// A disk with databases.
public final class Volume {
    /// The disk.
    public let device: any BlockDevice
    /// Whether nothing can be written.
    public let isReadOnly: Bool
    private let identifierSource: () -> UInt64
    private var files: [VolumeDatabase] = []

    /// What is on a disk.
    public static func identify(_ device: any BlockDevice) throws(VolumeError) -> DiskContent {
        .blank
    }

    /// Makes a volume of a disk.
    public static func format(
        _ device: any BlockDevice, identity: (UInt64, UInt64), slots: Int = 16,
        replacesOthers: Bool = false
    ) throws(VolumeError) {}

    /// Mounts the volume of a disk.
    public init(
        on device: any BlockDevice, options: MountOptions = MountOptions(),
        identifierSource: @escaping () -> UInt64
    ) throws(VolumeError) {
        self.device = device
        self.isReadOnly = options.isReadOnly
        self.identifierSource = identifierSource
    }

    /// What a flush of the disk is worth.
    public var durability: DurabilityClass { device.durability }

    /// All databases.
    public var databases: [DatabaseSummary] {
        files.map {
            DatabaseSummary(
                name: $0.name, identifier: $0.identifier, byteCount: $0.byteCount, mainBlocks: 0,
                journalBlocks: 0, writeAheadLogBlocks: 0, extentCount: 0, isOpen: $0.isOpen)
        }
    }

    /// Whether a database has this name.
    public func exists(_ name: String) -> Bool { index(of: name) != nil }

    /// Opens a database, once at a time.
    public func open(_ name: String, create: Bool) throws(VolumeError) -> VolumeDatabase {
        if let index = index(of: name) {
            if files[index].isOpen { throw .alreadyOpen(name) }
            files[index].isOpen = true
            return files[index]
        }
        guard create else { throw .noSuchDatabase(name) }
        let file = VolumeDatabase(name, identifierSource())
        files.append(file)
        return file
    }

    /// Removes a database that is not open.
    public func remove(_ name: String) throws(VolumeError) {
        guard let index = index(of: name) else { throw .noSuchDatabase(name) }
        if files[index].isOpen { throw .alreadyOpen(name) }
        files.remove(at: index)
    }

    private func index(of name: String) -> Int? {
        files.firstIndex { $0.name.utf8.elementsEqual(name.utf8) }
    }
}
