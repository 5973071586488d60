// SPDX-License-Identifier: MIT
// What is on a disk that may be anybody's. A disk is called blank only where it was looked at: wholly up to 16 MiB, else
// its first and last MiB and 64 blocks spread evenly over the rest. What is not blank is named by its signature, or is
// said to be unknown.

public import BlockIO

extension Volume {
    /// Looks at a disk and changes nothing.
    ///
    /// A disk of more than 16 MiB is called blank when its first and last MiB and 64 blocks in between are zeros.
    public static func identify(_ device: any BlockDevice) throws(VolumeError) -> DiskContent {
        let count = device.geometry.blockCount
        guard count > 0 else { return .blank }
        let start = BlockBuffer(blocks: Int(min(count, 256)))
        try read(device, 0, start)
        if count >= 2 {
            for block in 0..<2 {
                switch Superblock.decode(start, block: block, place: UInt64(block)) {
                case .valid: return .volume(version: Superblock.supportedVersion)
                case .newer(let version, _): return .volume(version: version)
                case .damaged: return .foreign("a damaged volume")
                case .none: break
                }
            }
        }
        for signature in signatures where signature.fits(start) { return .foreign(signature.name) }
        if let name = binaryContent(start) { return .foreign(name) }
        for block in 0..<start.count where !start.isZero(block: block) {
            return .foreign("unknown data")
        }
        return try identifyRest(device, count)
    }

    /// Signatures that are no text.
    private static func binaryContent(_ start: BlockBuffer) -> StaticText? {
        func word(_ offset: Int) -> UInt16 { start.load(offset) }
        func long(_ offset: Int) -> UInt32 { start.load(offset) }
        if word(1080) == 0xef53 { return "an ext2, ext3 or ext4 filesystem" }
        if long(1024) == 0xf2f5_2010 { return "an F2FS filesystem" }
        if start.count > 1, long(4096) == 0xa92b_4efc { return "a member of a Linux RAID" }
        if word(0) == 0x8b1f { return "data packed by gzip" }
        if long(0) == 0xfd2f_b528 { return "data packed by zstd" }
        if word(510) == 0xaa55 { return "a master boot record" }
        return nil
    }

    private static func identifyRest(
        _ device: any BlockDevice, _ count: UInt64
    ) throws(VolumeError) -> DiskContent {
        guard count > 256 else { return .blank }
        let tail = BlockBuffer(blocks: Int(min(count - 256, 256)))
        let end = count - UInt64(tail.count)
        try read(device, end, tail)
        // The backup of a GUID partition table is in the last sector, of 512 or 4,096 bytes.
        let last = (tail.count - 1) * blockSize
        if tail.load(last + blockSize - 512, as: UInt64.self) == gptMagic
            || tail.load(last, as: UInt64.self) == gptMagic
        {
            return .foreign("a GUID partition table (its backup)")
        }
        for block in 0..<tail.count where !tail.isZero(block: block) {
            return .foreign("unknown data")
        }
        let isSmall = count <= 4096
        let step = isSmall ? 64 : max((end - 256) / 64, 1)
        let buffer = BlockBuffer(blocks: isSmall ? 64 : 1)
        var block: UInt64 = 256
        while block < end {
            let start = min(block, end - min(UInt64(buffer.count), end))
            try read(device, start, buffer)
            for index in 0..<buffer.count where !buffer.isZero(block: index) {
                return .foreign("unknown data")
            }
            block += step
        }
        return .blank
    }

    private static func read(
        _ device: any BlockDevice, _ block: UInt64, _ buffer: BlockBuffer
    ) throws(VolumeError) {
        do throws(BlockFault) {
            // SAFETY: the buffer lives during the call.
            try unsafe device.read(from: block, into: buffer.blocks(0..<buffer.count))
        } catch {
            throw .disk(error)
        }
    }
}

private let gptMagic: UInt64 = 0x5452_4150_2049_4645  // "EFI PART"

/// Bytes at a place by which the world knows a format.
private struct Signature {
    let name: StaticText
    let offset: Int
    let bytes: StaticString

    init(_ name: StaticText, _ offset: Int, _ bytes: StaticString) {
        self.name = name
        self.offset = offset
        self.bytes = bytes
    }

    func fits(_ buffer: BlockBuffer) -> Bool {
        bytes.withUTF8Buffer { bytes in
            guard offset + bytes.count <= buffer.count * blockSize else { return false }
            // SAFETY: a literal's bytes never go away.
            return bytes.indices.allSatisfy {
                unsafe buffer.load(offset + $0, as: UInt8.self) == bytes[$0]
            }
        }
    }
}

/// The first that fits names the content: what contains others comes before what it contains.
private let signatures: [Signature] = [
    Signature("a GUID partition table", 512, "EFI PART"),
    Signature("a GUID partition table", 4096, "EFI PART"),
    Signature("an encrypted LUKS disk", 0, "LUKS"),
    Signature("a physical volume of LVM", 536, "LVM2 001"),
    Signature("a physical volume of LVM", 24, "LVM2 001"),
    Signature("a database of SQLite", 0, "SQLite format 3\0"),
    Signature("an XFS filesystem", 0, "XFSB"),
    Signature("a btrfs filesystem", 65_600, "_BHRfS_M"),
    Signature("a squashfs filesystem", 0, "hsqs"),
    Signature("an NTFS filesystem", 3, "NTFS    "),
    Signature("an exFAT filesystem", 3, "EXFAT   "),
    Signature("a FAT filesystem", 82, "FAT32   "),
    Signature("a FAT filesystem", 54, "FAT1"),
    Signature("an ISO 9660 filesystem", 32_769, "CD001"),
    Signature("swap space", 4086, "SWAPSPACE2"),
    Signature("a QCOW image", 0, "QFI"),
    Signature("a VHDX image", 0, "vhdxfile"),
    Signature("an ELF program", 0, "\u{7F}ELF"),
    Signature("data packed by xz", 1, "7zXZ"),
    Signature("a tar archive", 257, "ustar"),
]
