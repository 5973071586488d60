// SPDX-License-Identifier: MIT
// Finds disks: xenstore lists them by number (`device/vbd/<number>`), together with CD drives.

public import Unikernel

extension Domain {
    /// Returns the domain's disks, by number, without CD drives, which can be opened by their
    /// names. Waits for xenstore.
    ///
    /// - Throws: `xenstore`. A domain without disks has an empty list.
    public func disks() throws(DiskError) -> [DiskName] {
        let store: Xenstore
        let names: [String]
        do throws(XenstoreError) {
            store = try xenstore()
            names = try store.directory("device/vbd")
        } catch {
            if error.isMissing { return [] }
            throw .xenstore(error)
        }
        var disks: [DiskName] = []
        for name in names {
            guard let number = XenstoreText.number(XenstoreText.bytes(name)[...]),
                let number = UInt32(exactly: number), try isDisk(name, store)
            else { continue }
            // Few are sorted; the library's sort would be a kilobyte of the image.
            let place = disks.firstIndex { $0.number > number } ?? disks.endIndex
            disks.insert(DiskName(number: number), at: place)
        }
        return disks
    }

    /// Returns whether the device is a disk and not a `cdrom` or `floppy` (io/blkif.h,
    /// "device-type"); a missing type means a disk.
    private func isDisk(_ name: String, _ store: Xenstore) throws(DiskError) -> Bool {
        let type = try onXenbus { () throws(XenbusError) in
            try store.value("device/vbd/" + name + "/device-type")
        }
        return type == nil || type! == XenstoreText.bytes("disk")
    }

    /// Opens the disk with a name such as `xvda` or `hda`, or with its number in digits. Waits
    /// until it is connected.
    ///
    /// A disk must be closed before it is opened again.
    ///
    ///     let disk = try domain.disk("xvda")
    ///     defer { disk.close() }
    ///
    /// - Throws: `notFound`, also for an invalid name; `xenstore`, `hypervisor`, `lost` or
    ///   `unusable`.
    public func disk(_ name: String, options: BlockOptions = BlockOptions()) throws(DiskError)
        -> BlockFront
    {
        guard let disk = DiskName(name) else { throw .notFound }
        return try self.disk(disk, options: options)
    }

    /// Opens a disk. Waits until it is connected.
    ///
    /// - Throws: `notFound`, `xenstore`, `hypervisor`, `lost` or `unusable`.
    public func disk(_ disk: DiskName, options: BlockOptions = BlockOptions()) throws(DiskError)
        -> BlockFront
    {
        try BlockFront(disk.number, of: self, options: options)
    }
}
