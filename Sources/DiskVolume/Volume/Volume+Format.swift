// SPDX-License-Identifier: MIT
// Formats a disk as a volume. Empty descriptors come first, then both superblocks, so an
// interrupted format leaves no volume.

public import BlockIO

extension Volume {
    /// Formats a disk as a volume, durably. The disk's content is lost.
    ///
    /// - Parameters:
    ///   - device: the disk. It needs two blocks a slot and 34 more.
    ///   - identity: 16 random bytes.
    ///   - slots: the maximum number of databases, 1 to 64.
    ///   - replacesContent: whether to overwrite a disk that is not blank.
    /// - Throws: `notBlank` with the content of a disk that is not blank, which may be a volume;
    ///   `diskTooSmall`, `badParameter`, `readOnly` or `disk`.
    public static func format(
        _ device: any BlockDevice, identity: (UInt64, UInt64), slots: Int = 16,
        replacesContent: Bool = false
    ) throws(VolumeError) {
        guard Superblock.slotRange.contains(slots) else {
            throw .badParameter("a volume has 1 to 64 slots")
        }
        let geometry = device.geometry
        guard !geometry.isReadOnly else { throw .readOnly }
        let superblock = Superblock(
            identity: VolumeIdentity(high: identity.0, low: identity.1), generation: 1,
            blockCount: geometry.blockCount, slots: slots)
        let needed = superblock.firstDataBlock + 32
        guard geometry.blockCount >= needed, geometry.blockCount < generationLimit else {
            throw .diskTooSmall(blockCount: geometry.blockCount, needed: needed)
        }
        if !replacesContent {
            let content = try identify(device)
            guard content == .blank else { throw .notBlank(content) }
        }
        let buffer = BlockBuffer(blocks: 2 * slots)
        for slot in 0..<slots {
            Descriptor(generation: 1).encode(
                buffer, block: 2 * slot, identity: superblock.identity,
                place: 2 + 2 * UInt64(slot))
        }
        let pair = BlockBuffer(blocks: 2)
        superblock.encode(pair, block: 0, place: 0)
        superblock.encode(pair, block: 1, place: 1)
        do throws(BlockFault) {
            // SAFETY: the buffers live during the calls.
            let descriptors = unsafe UnsafeRawBufferPointer(buffer.blocks(0..<2 * slots))
            try unsafe device.write(to: 2, from: descriptors)
            try device.closeEpoch()
            try unsafe device.write(to: 0, from: UnsafeRawBufferPointer(pair.blocks(0..<2)))
            try device.flush()
        } catch {
            throw .disk(error)
        }
        withExtendedLifetime(buffer) {}
        withExtendedLifetime(pair) {}
    }
}
