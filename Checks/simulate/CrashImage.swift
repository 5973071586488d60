// SPDX-License-Identifier: MIT
// Puts a state on the overlay disk, and knows its hash without reading the disk.

import BlockIO
import SeededRandom

/// The disk at a crash point, from which each state is a few blocks away.
final class CrashImage {
    let disk: OverlayDisk
    private let contents: Contents
    private(set) var baseHash: UInt64 = 0
    private var base: [Int]

    init(_ trace: Trace) {
        contents = trace.contents
        disk = unsafe OverlayDisk(
            blockCount: trace.setting.blockCount, durability: trace.setting.disk.durability,
            blocksPerRequest: trace.blocksPerRequest, zero: trace.contents.pointer(Contents.zero))
        base = Array(repeating: Contents.zero, count: trace.setting.blockCount)
        for (block, content) in trace.base { setBase(block, content) }
    }

    /// Changes what is durable.
    func setBase(_ block: Int, _ content: Int) {
        baseHash &-= term(block, contents.hash(base[block]))
        baseHash &+= term(block, contents.hash(content))
        base[block] = content
        unsafe disk.setBase(block, contents.pointer(content))
    }

    private func term(_ block: Int, _ hash: UInt64) -> UInt64 {
        // A block of zeros adds nothing, so that a new disk needs no look at each block.
        hash == contents.hash(Contents.zero) ? 0 : mixed(hash, UInt64(block))
    }

    /// Puts a state on the disk and returns its hash. Overrides that do not fit the crash point are left out.
    func show(_ state: CrashState, of point: CrashPoint) -> UInt64 {
        var hash = baseHash
        for override in state.overrides {
            let block = override.block
            guard let source = unsafe content(override, point) else { continue }
            hash &-= term(block, contents.hash(base[block]))
            hash &+= unsafe term(block, source.hash)
            unsafe disk.set(block, source.pointer)
        }
        return hash
    }

    /// Puts a content on the disk, and the hash of the whole right.
    func put(_ block: Int, _ content: UnsafeRawPointer, _ hash: inout UInt64) {
        hash &-= term(block, unsafe blockHash(disk.content(block)))
        hash &+= term(block, unsafe blockHash(content))
        unsafe disk.set(block, content)
    }

    private func content(
        _ override: Override, _ point: CrashPoint
    ) -> (pointer: UnsafeRawPointer, hash: UInt64)? {
        let versions = versions(override.block, point)
        switch override.source {
        case .version(let version):
            guard version < versions.count else { return nil }
            return unsafe (
                contents.pointer(versions[version]), contents.hash(versions[version])
            )
        case .torn(let old, let new, let pattern):
            guard old < versions.count, new < versions.count else { return nil }
            return unsafe torn(versions[old], versions[new], pattern)
        case .misdirected(let from):
            let other = self.versions(from, point).last!
            return unsafe (contents.pointer(other), contents.hash(other))
        case .flipped(let bit):
            let page = unsafe disk.scratch()
            unsafe page.copyMemory(
                from: contents.pointer(versions.last!), byteCount: blockSize)
            // SAFETY: the bit is one of the block's.
            let byte = bit / 8 % blockSize
            let value = unsafe page.load(fromByteOffset: byte, as: UInt8.self)
            unsafe page.storeBytes(
                of: value ^ 1 << UInt8(bit % 8), toByteOffset: byte, as: UInt8.self)
            return unsafe (UnsafeRawPointer(page), blockHash(page))
        }
    }

    private func versions(_ block: Int, _ point: CrashPoint) -> [Int] {
        let open = point.open.first { $0.block == block }
        return open?.versions.map(\.content) ?? [base[block]]
    }

    private func torn(
        _ old: Int, _ new: Int, _ pattern: UInt16
    ) -> (pointer: UnsafeRawPointer, hash: UInt64) {
        let page = unsafe disk.scratch()
        var random = SeededRandom(seed: contents.hash(new) ^ UInt64(pattern))
        for sector in 0..<8 {
            let at = sector * 512
            let target = unsafe page + at
            // SAFETY: a sector of each block.
            switch SectorContent(rawValue: Int(pattern >> UInt16(2 * sector) & 3))! {
            case .old: unsafe target.copyMemory(from: contents.pointer(old) + at, byteCount: 512)
            case .new: unsafe target.copyMemory(from: contents.pointer(new) + at, byteCount: 512)
            case .zero: unsafe target.initializeMemory(as: UInt8.self, repeating: 0, count: 512)
            case .garbage:
                for word in 0..<64 {
                    unsafe target.storeBytes(
                        of: random.next(), toByteOffset: 8 * word, as: UInt64.self)
                }
            }
        }
        return unsafe (UnsafeRawPointer(page), blockHash(page))
    }
}
