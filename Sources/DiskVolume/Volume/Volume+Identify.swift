// SPDX-License-Identifier: MIT
// Identifies the content of an arbitrary disk. A disk is blank if every block was read and is zero,
// which is done up to 256 MiB; a larger one is at best likely blank. Other content is named by its
// signature, or reported as unknown. A format that was interrupted before the superblocks has
// overwritten only zeros, so it counts as blank.

public import BlockIO

extension Volume {
    /// The largest disk, in blocks, that is read whole: 256 MiB.
    static let wholeLimit: UInt64 = 65_536
    /// The number of blocks sampled between the first and last MiB of a larger disk.
    private static let sampleCount: UInt64 = 64
    /// The number of blocks read at a time: a MiB.
    private static let stepCount: UInt64 = 256

    /// Identifies a disk's content without writing.
    ///
    /// A disk of more than 256 MiB is at best ``DiskContent/likelyBlank``: its first and last MiB
    /// and 64 blocks in between are sampled.
    ///
    ///     switch try Volume.identify(disk) {
    ///     case .blank: try Volume.format(disk, identity: identity)
    ///     case .volume: break
    ///     case .likelyBlank, .foreign: throw somebodyElsesDisk
    ///     }
    ///
    /// - Throws: `disk` if a block cannot be read.
    public static func identify(_ device: any BlockDevice) throws(VolumeError) -> DiskContent {
        let count = device.geometry.blockCount
        guard count > 0 else { return .blank }
        let start = BlockBuffer(blocks: Int(min(count, stepCount)))
        try read(device, 0, start)
        if count >= 2 {
            let copies = [0, 1].map { Superblock.decode(start, block: $0, place: UInt64($0)) }
            switch Superblock.newest(of: copies).copy {
            case .valid: return .volume(version: Superblock.supportedVersion)
            case .newer(let version, _): return .volume(version: version)
            case .damaged: return .foreign("a damaged volume")
            case .none: break
            }
        }
        for signature in signatures where signature.fits(start) { return .foreign(signature.name) }
        if let name = binaryContent(start) { return .foreign(name) }
        for block in 0..<start.count where !start.isZero(block: block) {
            guard isLeftByFormat(start, block) else { return .foreign("unknown data") }
        }
        return try identifyRest(device, count)
    }

    /// Whether a block is what `format` writes first: the descriptor of an unused slot.
    private static func isLeftByFormat(_ start: BlockBuffer, _ block: Int) -> Bool {
        let slots = 2..<(2 + 2 * Superblock.slotRange.upperBound)
        return slots.contains(block) && Descriptor.isFresh(start, block: block)
    }

    /// Returns the format with a binary signature, if any.
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
        guard count > stepCount else { return .blank }
        let buffer = BlockBuffer(blocks: Int(stepCount))
        let end = max(count - stepCount, stepCount)
        try read(device, end, buffer, blocks: Int(count - end))
        // The backup of a GUID partition table is in the last sector, of 512 or 4,096 bytes.
        let last = Int(count - end - 1) * blockSize
        if buffer.load(last + blockSize - 512, as: UInt64.self) == gptMagic
            || buffer.load(last, as: UInt64.self) == gptMagic
        {
            return .foreign("a GUID partition table (its backup)")
        }
        guard isZero(buffer, Int(count - end)) else { return .foreign("unknown data") }
        let isWhole = count <= wholeLimit
        let length = isWhole ? stepCount : 1
        let step = isWhole ? stepCount : max((end - stepCount) / sampleCount, 1)
        for block in stride(from: stepCount, to: end, by: Int(step)) {
            let present = Int(min(length, end - block))
            try read(device, block, buffer, blocks: present)
            guard isZero(buffer, present) else { return .foreign("unknown data") }
        }
        return isWhole ? .blank : .likelyBlank
    }

    private static func isZero(_ buffer: BlockBuffer, _ count: Int) -> Bool {
        (0..<count).allSatisfy { buffer.isZero(block: $0) }
    }

    private static func read(
        _ device: any BlockDevice, _ block: UInt64, _ buffer: BlockBuffer, blocks count: Int? = nil
    ) throws(VolumeError) {
        do throws(BlockFault) {
            // SAFETY: the buffer lives during the call.
            try unsafe device.read(from: block, into: buffer.blocks(0..<(count ?? buffer.count)))
        } catch {
            throw .disk(error)
        }
    }
}

private let gptMagic: UInt64 = 0x5452_4150_2049_4645  // "EFI PART"

/// A format's well-known bytes at an offset.
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

/// The first match names the content, so containers come before their contents.
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
