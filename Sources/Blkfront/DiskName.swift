// SPDX-License-Identifier: MIT
// Names of disks, as in xl's configuration, and their numbers in xenstore (xen-vbd-interface(7)):
//
//     xvd   202 << 8 | disk << 4 | partition          the first 16 disks, partitions up to 15
//           1 << 28 | disk << 8 | partition           all others
//     sd    8 << 8 | disk << 4 | partition            16 disks, partitions up to 15
//     hd    3 << 8 | disk << 6 | partition            2 disks, partitions up to 63
//           22 << 8 | (disk - 2) << 6 | partition     2 more

import CompactStrings
internal import Unikernel

/// The name of a disk that the toolstack attached to the domain.
public struct DiskName: Equatable, Sendable {
    /// The disk's number in xenstore.
    public let number: UInt32

    /// Creates the name of the disk with this number.
    public init(number: UInt32) {
        self.number = number
    }

    /// Parses a name such as `xvda`, `xvdb1`, `sda` or `hda`, or a number in digits; nil for other
    /// texts, and for disks and partitions without a number.
    @inline(never)
    public init?(_ text: String) {
        let bytes = XenstoreText.bytes(text)
        if let number = XenstoreText.number(bytes[...]) {
            guard let number = UInt32(exactly: number) else { return nil }
            self.number = number
            return
        }
        guard let system = System(of: bytes) else { return nil }
        let place = bytes.dropFirst(system.prefix.count)
        let letters = place.prefix { Self.letters.contains($0) }
        let digits = place.dropFirst(letters.count)
        guard (1...5).contains(letters.count),
            let partition = digits.isEmpty ? 0 : XenstoreText.number(digits), partition < 256
        else { return nil }
        // Letters count like a spreadsheet's columns: a...z, aa, ab, ...
        let disk = letters.reduce(0) { 26 * $0 + UInt32($1 - UInt8(ascii: "a")) + 1 } - 1
        guard let number = system.number(disk, UInt32(partition)) else { return nil }
        self.number = number
    }

    /// The disk's name; nil when its number belongs to none of these schemes.
    public var name: String? {
        guard let (system, disk, partition) = System.place(of: number) else { return nil }
        var letters: [UInt8] = []
        var rest = disk + 1
        while rest > 0 {
            letters.insert(UInt8(ascii: "a") + UInt8((rest - 1) % 26), at: 0)
            rest = (rest - 1) / 26
        }
        var bytes = system.prefix + letters
        if partition > 0 { XenstoreText.append(UInt64(partition), to: &bytes) }
        return String(bytes: bytes)
    }

    private static let letters = UInt8(ascii: "a")...UInt8(ascii: "z")
}

/// A scheme of names and numbers.
private enum System {
    case xvd, sd, hd

    /// The last disk that fits into a number of `xvd`, counted from 0; its name has five letters.
    private static let lastDisk: UInt32 = 0xf_ffff

    /// Finds the scheme of a name.
    init?(of name: [UInt8]) {
        for system in [System.xvd, .sd, .hd] where name.starts(with: system.prefix) {
            self = system
            return
        }
        return nil
    }

    /// The prefix of names.
    var prefix: [UInt8] {
        switch self {
        case .xvd: XenstoreText.bytes("xvd")
        case .sd: XenstoreText.bytes("sd")
        case .hd: XenstoreText.bytes("hd")
        }
    }

    /// Returns the number of a disk's partition, or of the whole disk for partition 0; nil when
    /// there is none.
    func number(_ disk: UInt32, _ partition: UInt32) -> UInt32? {
        switch self {
        case .xvd where disk < 16 && partition < 16: 202 << 8 | disk << 4 | partition
        case .xvd where disk <= Self.lastDisk: 1 << 28 | disk << 8 | partition
        case .sd where disk < 16 && partition < 16: 8 << 8 | disk << 4 | partition
        case .hd where disk < 2 && partition < 64: 3 << 8 | disk << 6 | partition
        case .hd where disk < 4 && partition < 64: 22 << 8 | (disk - 2) << 6 | partition
        default: nil
        }
    }

    /// Decodes a number.
    static func place(of number: UInt32) -> (System, disk: UInt32, partition: UInt32)? {
        let minor = number & 0xff
        switch number >> 8 {
        case 202: return (.xvd, minor >> 4, minor & 15)
        case 8: return (.sd, minor >> 4, minor & 15)
        case 3 where minor < 128: return (.hd, minor >> 6, minor & 63)
        case 22 where minor < 128: return (.hd, 2 + (minor >> 6), minor & 63)
        case let high where high >> 20 == 1: return (.xvd, high & lastDisk, minor)
        default: return nil
        }
    }
}
