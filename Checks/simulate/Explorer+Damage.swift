// SPDX-License-Identifier: MIT
// Disks that break their promises: what is read must be an error or what is allowed. Two blocks cannot be told from ones
// that a power cut tore (Documentation/VolumeFormat.md, "Logs"), so that something earlier counts when they are damaged:
// the newest copy of a descriptor, and the last epoch of a log. Those cases are
// counted, and everything else is a failure.

import BlockIO

extension Explorer {
    func judgeDamage(_ state: CrashState, _ recovered: RecoveredState) throws(Failure) {
        guard case .content(let signatures) = recovered else { return tally.add("damage refused") }
        if isAllowed(signatures) { return tally.add("damage without effect") }
        guard let block = state.overrides.last?.block else { return }
        if crashPoint.isEndOfLog(block, trace.contents) {
            return tally.add("damage to the end of a log")
        }
        if crashPoint.isEndOfCommitLog(block, trace.contents) {
            return tally.add("damage to the end of a commit log")
        }
        if case .misdirected(let from) = state.overrides.last?.source,
            crashPoint.isSamePage(block, from, trace.contents)
        {
            return tally.add("another version of a page in its place")
        }
        if crashPoint.isNewestDescriptor(block, trace.contents) {
            return tally.add("damage to a newest descriptor")
        }
        let magic = crashPoint.header(of: block, trace.contents).magic
        throw failure(
            .detection, state,
            "damage to block \(block) (\(String(magic, radix: 16))) changed the content, "
                + "and nobody noticed")
    }
}

extension CrashPoint {
    private func word<Word: FixedWidthInteger>(_ block: Int, _ offset: Int, _ contents: Contents)
        -> Word
    {
        // SAFETY: callers' offsets are inside of a block.
        unsafe Word(
            littleEndian: contents.pointer(newest(block).content)
                .loadUnaligned(fromByteOffset: offset, as: Word.self))
    }

    /// The blocks of the object of a database that has this one, by the newest descriptors; empty when none does.
    private func object(with block: Int, _ contents: Contents) -> [Int] {
        for descriptor in 2..<10 where isNewestDescriptor(descriptor, contents) {
            var place = 256
            // Main file, journal, write-ahead log, commit log.
            for offset in [56, 58, 60, 76] {
                var blocks: [Int] = []
                for _ in 0..<Int(word(descriptor, offset, contents) as UInt16) {
                    let start = Int(word(descriptor, place, contents) as UInt64)
                    let count = Int(word(descriptor, place + 8, contents) as UInt32)
                    blocks += start..<start + count
                    place += 12
                }
                if blocks.contains(block) { return blocks }
            }
        }
        return []
    }

    /// Whether a block is a record, and no record after it was written in a later epoch.
    fileprivate func isEndOfCommitLog(_ block: Int, _ contents: Contents) -> Bool {
        let log = object(with: block, contents)
        let own: UInt64 = word(block, blockSize - 32, contents)
        guard own > 0, !log.isEmpty else { return false }
        let epoch = newest(block).epoch
        return !log.contains { other in
            word(other, blockSize - 32, contents) as UInt64 > own && newest(other).epoch > epoch
        }
    }

    /// Whether two blocks hold versions of one page of one database: no checksum tells which of them belongs where the
    /// other is.
    ///
    /// The sums begin with the database's identifier and the page's number. When those are the same, the difference of
    /// the sums is that of the pages alone, a CRC being linear.
    fileprivate func isSamePage(_ block: Int, _ other: Int, _ contents: Contents) -> Bool {
        let numbers = [block, other].map { word($0, blockSize - 4, contents) as UInt32 }
        let sums = [block, other].map { word($0, blockSize - 8, contents) as UInt32 }
        guard numbers[0] != 0, numbers[0] == numbers[1] else { return false }
        var difference: UInt32 = 0
        for offset in 0..<blockSize - 8 {
            let bytes = [block, other].map { word($0, offset, contents) as UInt8 }
            difference ^= UInt32(bytes[0] ^ bytes[1])
            for _ in 0..<8 {
                difference = difference & 1 == 0 ? difference >> 1 : difference >> 1 ^ 0x82f6_3b78
            }
        }
        return difference == sums[0] ^ sums[1]
    }
}

/// What a block of a volume begins with, as far as it matters here.
private struct BlockHeader {
    static let descriptorMagic: UInt32 = 0x6264_564d
    static let logMagic: UInt32 = 0x676c_564d

    var magic: UInt32
    /// Of a descriptor.
    var descriptorGeneration: UInt64
    /// Of a block of a log.
    var region: UInt64
    var generation: UInt64

    /// - Safety: the pointer must be to a block.
    @unsafe init(_ block: UnsafeRawPointer) {
        unsafe magic = UInt32(littleEndian: block.load(as: UInt32.self))
        unsafe descriptorGeneration = UInt64(
            littleEndian: block.load(fromByteOffset: 8, as: UInt64.self))
        unsafe region = UInt64(littleEndian: block.load(fromByteOffset: 16, as: UInt64.self))
        unsafe generation = UInt64(littleEndian: block.load(fromByteOffset: 24, as: UInt64.self))
    }
}

extension CrashPoint {
    /// What a block begins with when everything is there that was written.
    fileprivate func header(of block: Int, _ contents: Contents) -> BlockHeader {
        unsafe BlockHeader(contents.pointer(newest(block).content))
    }

    /// Whether a block is a copy of a descriptor, and the other is not newer.
    fileprivate func isNewestDescriptor(_ block: Int, _ contents: Contents) -> Bool {
        let own = header(of: block, contents)
        let other = header(of: block ^ 1, contents)
        return own.magic == BlockHeader.descriptorMagic
            && own.descriptorGeneration >= other.descriptorGeneration
    }

    /// Whether a block is of a log, and nothing of the same generation was written in a later epoch, as far as descriptors
    /// say: a log that grows has blocks before its descriptor is there.
    fileprivate func isEndOfLog(_ block: Int, _ contents: Contents) -> Bool {
        let own = header(of: block, contents)
        let log = object(with: block, contents)
        guard own.magic == BlockHeader.logMagic, !log.isEmpty else { return false }
        let epoch = newest(block).epoch
        return !log.contains { other in
            let found = header(of: other, contents)
            return found.magic == own.magic && found.region == own.region
                && found.generation == own.generation && newest(other).epoch > epoch
        }
    }
}
