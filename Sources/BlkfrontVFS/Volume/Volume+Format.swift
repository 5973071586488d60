// SPDX-License-Identifier: MIT
// Makes a volume of a disk: empty descriptors first, then both superblocks, so that a disk on which the work was cut
// short is no volume.

public import BlockIO

extension Volume {
    /// Makes a volume of a disk, durably. What was on the disk is lost.
    ///
    /// - Parameters:
    ///   - device: the disk. It needs two blocks a slot and 34 more.
    ///   - identity: 16 bytes by chance.
    ///   - slots: how many databases will fit, 1 to 64.
    ///   - replacesContent: whether a disk may be taken that is not blank.
    /// - Throws: `notBlank` with what is on the disk, a volume among it, when it is not blank; `diskTooSmall`,
    ///   `badParameter`, `readOnly` or `disk`.
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
