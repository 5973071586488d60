// What the load writes, as far as it follows from numbers: shared with the program that verifies disks of which power was
// cut (Checks/replay).

/// The texts of the load, and how many entries its transactions have.
public enum LoadTexts {
    /// The text of an entry, 1 to 300 letters.
    public static func entry(_ number: Int64) -> String { ownText(of: number, upTo: 300) }

    /// The text of the mark of a transaction that ends with this entry, 1 to 9,000 letters.
    public static func mark(_ number: Int64) -> String { ownText(of: number, upTo: 9_000) }

    /// The last entry of the transaction that follows the one which ended with `count`: most have few entries.
    public static func end(after count: Int64) -> Int64 {
        var sequel = Sequel(~count)
        let limit: UInt64 = sequel.next() % 8 == 0 ? 40 : 5
        return count + 1 + Int64(sequel.next() % limit)
    }
}

/// Numbers that a number stands for: the same always, and different for each.
private struct Sequel {
    private var state: UInt64

    init(_ number: Int64) {
        state = UInt64(bitPattern: number)
    }

    /// SplitMix64 (Steele, Lea, Flood 2014).
    mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var word = state
        word = (word ^ (word >> 30)) &* 0xbf58_476d_1ce4_e5b9
        word = (word ^ (word >> 27)) &* 0x94d0_49bb_1331_11eb
        return word ^ (word >> 31)
    }
}

/// Letters that follow from a number, 1 to `limit` of them.
private func ownText(of number: Int64, upTo limit: UInt64) -> String {
    var sequel = Sequel(number)
    let count = Int(1 + sequel.next() % limit)
    var bytes: [UInt8] = []
    bytes.reserveCapacity(count)
    while bytes.count < count {
        var word = sequel.next()
        for _ in 0..<min(8, count - bytes.count) {
            bytes.append(UInt8(ascii: "a") + UInt8(word & 0xf))
            word >>= 8
        }
    }
    return String(decoding: bytes, as: UTF8.self)
}
