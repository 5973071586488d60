// SPDX-License-Identifier: MIT
// Finds a disk among those that the toolstack attached to the domain.

#if hasFeature(Embedded)
internal import Blkfront
internal import BlockIO
internal import CompactStrings
internal import Guest
internal import OrmRuntime
internal import Unikernel

extension StorageDisk {
    /// Finds the disk that the options name. Without Xen, a quarter of the memory serves as one.
    static func find(_ options: StorageOptions, for path: String) throws(StoreError) -> StorageDisk
    {
        guard let domain = unsafe Guest.domain else {
            return inMemory(blockCount: Guest.memory.pagesTotal / 4)
        }
        var blocks = usualOptions
        blocks.assumesWriteThrough = options.assumesWriteThrough
        do throws(DiskError) {
            let name: DiskName?
            if let text = options.disk {
                name = DiskName(text)
            } else {
                name = try domain.disks().first
            }
            guard let name else { throw .notFound }
            return StorageDisk(
                try domain.disk(name, options: blocks), named: name.name ?? "\(name.number)")
        } catch {
            let which = options.disk.map { "disk '\($0)'" } ?? "disk"
            throw .cannotOpen(path: path, reason: error.reason(which))
        }
    }

    /// Opens another disk of the domain; nil when there is none of this name.
    static func open(_ name: String) throws(StoreError) -> BlockFront? {
        guard let domain = unsafe Guest.domain, let number = DiskName(name) else { return nil }
        do throws(DiskError) {
            return try domain.disk(number, options: usualOptions)
        } catch {
            if error == .notFound { return nil }
            throw .cannotOpen(path: name, reason: error.reason("disk '\(name)'"))
        }
    }

    /// Options that limit buffers to a sixteenth of the memory.
    private static var usualOptions: BlockOptions {
        var options = BlockOptions()
        let pages = Guest.memory.pagesTotal / 16
        options.writeBehindLimit = min(options.writeBehindLimit, pages)
        options.sparePageLimit = min(options.sparePageLimit, pages / 4)
        options.readLimit = min(options.readLimit, pages / 2)
        return options
    }
}

extension BlockFront {
    /// Returns the bytes up to the first zero.
    func text() throws(BlockFault) -> [UInt8] {
        var text: [UInt8] = []
        let buffer = UnsafeMutableRawBufferPointer.allocate(
            byteCount: blockSize, alignment: blockSize)
        defer { unsafe buffer.deallocate() }
        for block in 0..<geometry.blockCount {
            // SAFETY: the buffer is a block long.
            try unsafe read(from: block, into: buffer)
            let end = unsafe buffer.firstIndex(of: 0)
            unsafe text.append(contentsOf: buffer[..<(end ?? blockSize)])
            if end != nil { break }
        }
        return text
    }
}

extension DiskError {
    /// Describes a disk's error.
    fileprivate func reason(_ disk: String) -> String {
        switch self {
        case .notFound: "the domain has no \(disk)"
        case .xenstore: "\(disk) cannot be found, because xenstore does not answer as it should"
        case .hypervisor: "\(disk) cannot be connected to, because Xen had no room for it"
        case .lost(let loss): "\(disk) is gone: \(loss)"
        case .unusable(let text): "\(disk) cannot be used: \(text)"
        }
    }
}
#endif
