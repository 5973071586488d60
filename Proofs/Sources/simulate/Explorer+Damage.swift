// SPDX-License-Identifier: MIT
// Disks that break their promises: what is read must be an error or what is allowed. Two blocks cannot be told from ones
// that a power cut tore (Documentation/VolumeFormat.md, "Logs"), so that something earlier counts when they are damaged:
// the newest copy of a descriptor, and a block of a log that no later block says to be in a closed epoch. Those cases are
// counted, and everything else is a failure.

import BlockIO

extension Explorer {
    func judgeDamage(_ state: CrashState, _ reading: Reading) throws(Failure) {
        guard case .content(let signatures) = reading else { return tally.add("damage refused") }
        if isAllowed(signatures) { return tally.add("damage without effect") }
        guard let block = state.overrides.last?.block else { return }
        if boundary.isEndOfLog(block, trace.contents) {
            return tally.add("damage to the end of a log")
        }
        let magic = boundary.header(of: block, trace.contents).magic
        if magic == BlockHeader.descriptorMagic {
            return tally.add("damage to a newest descriptor")
        }
        throw failure(
            .detection, state,
            "damage to block \(block) (\(String(magic, radix: 16))) changed the content, "
                + "and nobody noticed")
    }
}

/// What a block of a volume begins with, as far as it matters here.
private struct BlockHeader {
    static let descriptorMagic: UInt32 = 0x6264_564d
    static let logMagic: UInt32 = 0x676c_564d

    var magic: UInt32
    var sequence: UInt32
    var closedThrough: UInt32
    var region: UInt64
    var generation: UInt64

    /// - Safety: the pointer must be to a block.
    @unsafe init(_ block: UnsafeRawPointer) {
        unsafe magic = UInt32(littleEndian: block.load(as: UInt32.self))
        unsafe sequence = UInt32(littleEndian: block.load(fromByteOffset: 8, as: UInt32.self))
        unsafe closedThrough = UInt32(
            littleEndian: block.load(fromByteOffset: 12, as: UInt32.self))
        unsafe region = UInt64(littleEndian: block.load(fromByteOffset: 16, as: UInt64.self))
        unsafe generation = UInt64(littleEndian: block.load(fromByteOffset: 24, as: UInt64.self))
    }
}

extension Boundary {
    /// What a block begins with when everything is there that was written.
    fileprivate func header(of block: Int, _ contents: Contents) -> BlockHeader {
        let newest = open.first { $0.block == block }?.versions.last?.content
        return unsafe BlockHeader(contents.pointer(newest ?? durable[block] ?? Contents.zero))
    }

    /// Whether a block is of a log, and no other says that its epoch was closed.
    fileprivate func isEndOfLog(_ block: Int, _ contents: Contents) -> Bool {
        let own = header(of: block, contents)
        guard own.magic == BlockHeader.logMagic else { return false }
        let used = durable.keys + open.map(\.block)
        return !used.contains { other in
            let other = header(of: other, contents)
            return other.magic == own.magic && other.region == own.region
                && other.generation == own.generation && other.closedThrough > own.sequence
        }
    }
}
