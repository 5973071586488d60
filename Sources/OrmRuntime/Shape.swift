// SPDX-License-Identifier: MIT
// The shape of a query: everything that determines its SQL and nothing that is bound. Queries of
// one shape share a prepared statement, without writing or hashing their SQL again.

@usableFromInline
struct Shape: Equatable {
    private(set) var words: [UInt16] = []
    /// FNV-1a over the words, which rejects most unequal shapes at once.
    private(set) var hash: UInt64 = 0xcbf2_9ce4_8422_2325

    init() {
        // Most have fewer words. Growing step by step would take longer than everything else here.
        words.reserveCapacity(16)
    }

    mutating func append(_ word: Int) {
        // A position or count beyond 16 bits takes another word, so shapes never collide.
        var rest = word
        repeat {
            let low = UInt16(truncatingIfNeeded: rest & 0x7fff)
            rest >>= 15
            let next = rest > 0 ? low | 0x8000 : low
            words.append(next)
            hash = (hash ^ UInt64(next)) &* 0x100_0000_01b3
        } while rest > 0
    }
}

extension Test {
    func write(to shape: inout Shape) {
        switch self {
        case .equals: shape.append(0)
        case .differs: shape.append(1)
        case .lessThan: shape.append(2)
        case .atMost: shape.append(3)
        case .greaterThan: shape.append(4)
        case .atLeast: shape.append(5)
        case .between: shape.append(6)
        case .oneOf(let values):
            shape.append(7)
            shape.append(values.count)
        case .contains: shape.append(8)
        case .hasPrefix(let part): shape.append(part.upperBoundOfPrefix == nil ? 9 : 10)
        case .hasSuffix(let part): shape.append(part.utf8.isEmpty ? 11 : 12)
        case .isNull: shape.append(13)
        case .isNotNull: shape.append(14)
        }
    }
}
