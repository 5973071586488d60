// SPDX-License-Identifier: MIT
// What a power cut left: the durable blocks of a moment, and of each block at risk one of the versions it had, or a
// mixture of two. A state is a short text, so that one can be written down and looked at again.

/// What a sector of a torn block holds.
enum SectorContent: Int {
    case old = 0, new, zero, garbage
}

/// A block that differs from what is durable.
struct Override: Equatable {
    enum Source: Equatable {
        /// A version of the block, counted from 0, the durable one.
        case version(Int)
        /// For each of eight sectors two bits, a ``SectorContent``, of two versions.
        case torn(old: Int, new: Int, pattern: UInt16)
        /// What belongs to another block, in its newest version.
        case misdirected(from: Int)
        /// The newest version with one bit turned.
        case flipped(bit: Int)
    }

    var block: Int
    var source: Source
}

/// How a state came about.
enum StateKind: String, CaseIterable {
    case prefix
    case subset
    case torn512 = "torn at 512"
    case torn4096 = "torn at 4096"
    case lostPayload = "payload lost"
    case replay = "replayed"
    case misdirected
    case flipped = "bit flipped"
    case recovery = "in recovery"

    /// Whether the disk broke its promise, so that an error is as good as the right content.
    var isDamage: Bool { self == .misdirected || self == .flipped }
}

/// One image of the disk.
struct CrashState {
    var kind: StateKind
    var overrides: [Override]
}

extension Override: CustomStringConvertible {
    /// As `12v1`, `12t0,1,a5f0`, `12m7` or `12b4711`.
    var description: String {
        switch source {
        case .version(let version): "\(block)v\(version)"
        case .torn(let old, let new, let pattern):
            "\(block)t\(old),\(new),\(String(pattern, radix: 16))"
        case .misdirected(let from): "\(block)m\(from)"
        case .flipped(let bit): "\(block)b\(bit)"
        }
    }

    /// An override of a text; nil when it is none.
    init?(_ text: Substring) {
        guard let mark = text.firstIndex(where: \.isLetter), let block = Int(text[..<mark]) else {
            return nil
        }
        self.block = block
        let rest = text[text.index(after: mark)...].split(separator: ",")
        let numbers = rest.compactMap { Int($0) }
        switch text[mark] {
        case "v" where numbers.count == 1: source = .version(numbers[0])
        case "m" where numbers.count == 1: source = .misdirected(from: numbers[0])
        case "b" where numbers.count == 1: source = .flipped(bit: numbers[0])
        case "t" where rest.count == 3:
            guard let old = Int(rest[0]), let new = Int(rest[1]),
                let pattern = UInt16(rest[2], radix: 16)
            else { return nil }
            source = .torn(old: old, new: new, pattern: pattern)
        default: return nil
        }
    }
}
