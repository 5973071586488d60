// SPDX-License-Identifier: MIT
// Finding disks: xenstore lists them by number (`device/vbd/<number>`), people call them by name. Numbers are those
// of xen-vbd-interface(7): 202 * 256 + 16 * disk + partition for the first sixteen, 2^28 + 256 * disk + partition
// beyond.

/// A disk that the toolstack gave to the domain.
public struct DiskName: Equatable, Sendable {
    /// The disk's number in xenstore.
    public let number: UInt32

    /// The disk with this number.
    public init(number: UInt32) {
        self.number = number
    }

    /// The disk with a name such as `xvda` or `xvdb1`, or with its number in digits; nil for other texts.
    public init?(_ text: String) {
        let bytes = XenstoreText.bytes(text)
        if let number = XenstoreText.number(bytes[...]) {
            guard let number = UInt32(exactly: number) else { return nil }
            self.number = number
            return
        }
        guard bytes.starts(with: XenstoreText.bytes("xvd")) else { return nil }
        let letters = bytes.dropFirst(3).prefix { Self.letters.contains($0) }
        let digits = bytes.dropFirst(3 + letters.count)
        guard (1...5).contains(letters.count),
            let partition = digits.isEmpty ? 0 : XenstoreText.number(digits), partition < 256
        else { return nil }
        // Letters count like columns of a sheet: a...z, aa, ab, ...
        let disk = letters.reduce(0) { 26 * $0 + UInt32($1 - UInt8(ascii: "a")) + 1 } - 1
        guard disk <= Self.lastDisk else { return nil }
        if disk < 16, partition < 16 {
            number = 202 << 8 | disk << 4 | UInt32(partition)
        } else {
            number = 1 << 28 | disk << 8 | UInt32(partition)
        }
    }

    /// The disk's name in the system of `xvda`; nil when its number belongs to another.
    public var name: String? {
        let (disk, partition): (UInt32, UInt32)
        if number >> 28 == 1 {
            (disk, partition) = (number >> 8 & Self.lastDisk, number & 0xff)
        } else if number >> 8 == 202 {
            (disk, partition) = (number >> 4 & 0xf, number & 0xf)
        } else {
            return nil
        }
        var letters: [UInt8] = []
        var rest = disk + 1
        while rest > 0 {
            letters.insert(UInt8(ascii: "a") + UInt8((rest - 1) % 26), at: 0)
            rest = (rest - 1) / 26
        }
        var bytes = XenstoreText.bytes("xvd") + letters
        if partition > 0 { XenstoreText.append(UInt64(partition), to: &bytes) }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// The last disk that a number has room for, the first being 0; its name has five letters.
    private static let lastDisk: UInt32 = 0xf_ffff
    private static let letters = UInt8(ascii: "a")...UInt8(ascii: "z")
}

extension Domain {
    /// The disks that the domain was given, by number. Waits for xenstore.
    public func disks() throws(DiskError) -> [DiskName] {
        do throws(XenstoreError) {
            let names = try xenstore().directory("device/vbd")
            var disks: [DiskName] = []
            for name in names {
                guard let number = XenstoreText.number(XenstoreText.bytes(name)[...]),
                    let number = UInt32(exactly: number)
                else { continue }
                disks.append(DiskName(number: number))
            }
            return disks.sorted { $0.number < $1.number }
        } catch {
            if error.isMissing { return [] }
            throw .xenstore(error)
        }
    }

    /// Opens the disk with a name such as `xvda`, or with its number in digits. Waits until it is connected.
    ///
    /// Close it before it is opened again.
    public func disk(_ name: String, options: BlockOptions = BlockOptions()) throws(DiskError)
        -> BlockFront
    {
        guard let disk = DiskName(name) else { throw .notFound }
        return try self.disk(disk, options: options)
    }

    /// Opens a disk. Waits until it is connected.
    public func disk(_ disk: DiskName, options: BlockOptions = BlockOptions()) throws(DiskError)
        -> BlockFront
    {
        try BlockFront(disk.number, of: self, options: options)
    }
}
