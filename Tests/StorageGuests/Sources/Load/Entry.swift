// What the load writes. After each transaction that ends with number `n` the store holds the entries 1...n and one
// mark, of number n: a store that holds anything else lost, tore or invented something. Texts follow from numbers.
import OrmRuntime

/// A row of the load.
@Persist
struct Entry: Sendable {
    @Key var number: Int64
    var text: String
}

/// The end of the last transaction: the row before it is deleted by the same transaction, so that pages are given
/// back and used again, long texts' overflow pages among them.
@Persist
struct Mark: Sendable {
    @Key var number: Int64
    var text: String
}

extension Entry {
    /// The only entry that may have this number.
    init(_ number: Int64) {
        self.init(number: number, text: ownText(of: number, upTo: 300))
    }
}

extension Mark {
    /// The only mark that may have this number.
    init(_ number: Int64) {
        self.init(number: number, text: ownText(of: number, upTo: 9_000))
    }
}

/// Numbers that a number stands for: the same always, and different for each.
struct Sequel {
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
