// SPDX-License-Identifier: MIT
// Short words for tests of volumes.

import BlockIO
import DiskVolume
import SeededRandom

/// Numbers by chance, as a volume wants them.
package final class Identifiers {
    private var random: SeededRandom
    package init(_ seed: UInt64) { random = SeededRandom(seed: seed) }
    package func next() -> UInt64 { random.next() }
}

package func formatted(_ blockCount: UInt64 = 1024, slots: Int = 4) throws -> CrashDisk {
    let disk = CrashDisk(blockCount: blockCount)
    try Volume.format(disk, identity: (1, 2), slots: slots)
    return disk
}

package func mount(
    _ disk: any BlockDevice, seed: UInt64 = 7, _ options: MountOptions = MountOptions()
) throws(VolumeError) -> Volume {
    let identifiers = Identifiers(seed)
    return try Volume(on: disk, options: options, identifierSource: { identifiers.next() })
}

package func bytes(_ count: Int, seed: UInt64) -> [UInt8] {
    var random = SeededRandom(seed: seed)
    let words = (0..<(count + 7) / 8).map { _ in random.next() }
    return words.withUnsafeBytes { [UInt8]($0[..<count]) }
}

/// What the main file and the logs have in common: bytes at offsets.
package protocol ByteFile {
    var byteCount: UInt64 { get }
    func read(at offset: UInt64, into buffer: UnsafeMutableRawBufferPointer)
        throws(VolumeError) -> Int
    func write(at offset: UInt64, from buffer: UnsafeRawBufferPointer) throws(VolumeError)
}

extension VolumeDatabase: ByteFile {}
extension DatabaseLog: ByteFile {}

extension ByteFile {
    package func write(_ bytes: [UInt8], at offset: UInt64) throws {
        try bytes.withUnsafeBytes { buffer in
            try write(at: offset, from: buffer)
        }
    }

    package func read(_ count: Int, at offset: UInt64 = 0) throws -> [UInt8] {
        var result = [UInt8](repeating: 0xee, count: count)
        let count = try result.withUnsafeMutableBytes { buffer in
            try self.read(at: offset, into: buffer)
        }
        return Array(result[..<count])
    }

    package var content: [UInt8] {
        get throws { try read(Int(byteCount)) }
    }
}
