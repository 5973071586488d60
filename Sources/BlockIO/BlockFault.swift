// SPDX-License-Identifier: MIT
// What can go wrong with a disk, with the blocks it went wrong for.

/// A disk that does not do what it was asked.
public enum BlockFault: Error, Equatable, Sendable {
    /// The blocks are not on the disk.
    case outOfRange(BlockRange, blockCount: UInt64)
    /// The disk cannot be written.
    case readOnly
    /// The disk reports an error on reading the blocks.
    case readFailed(BlockRange)
    /// The disk reports an error on writing the blocks.
    case writeFailed(BlockRange)
    /// The disk reports an error on making what was written durable, or refuses to.
    case flushFailed
    /// The disk is not there any more, or cannot be believed any more.
    case gone(BlockLoss)
    /// There is no memory for the transfer.
    case outOfMemory
}

/// Why a disk is gone.
public enum BlockLoss: Equatable, Sendable {
    /// The backend closed it.
    case closed
    /// The backend did not answer in time.
    case silent
    /// The backend broke the protocol, in the way the text says.
    case hostile(StaticText)
    /// The disk came back smaller, read-only or with a weaker durability than it had.
    case changed(StaticText)
    /// The host's system refused with this error number (errno).
    case system(Int32)
}

/// A text of the program's own, which can be compared.
public struct StaticText: Equatable, Sendable, ExpressibleByStringLiteral, CustomStringConvertible {
    private let text: StaticString

    /// The text of a literal.
    public init(stringLiteral text: StaticString) {
        self.text = text
    }

    /// The text.
    public var description: String { text.description }

    /// Whether both say the same, byte for byte.
    public static func == (left: StaticText, right: StaticText) -> Bool {
        left.text.withUTF8Buffer { left in
            right.text.withUTF8Buffer { right in
                // SAFETY: a literal's bytes never move or go away.
                unsafe left.count == right.count && zip(left, right).allSatisfy { $0 == $1 }
            }
        }
    }
}

extension BlockFault: CustomStringConvertible {
    /// The fault in words.
    public var description: String {
        switch self {
        case .outOfRange(let range, let count):
            "blocks \(range) are not on the disk, which has \(count)"
        case .readOnly: "the disk is read-only"
        case .readFailed(let range): "the disk could not read blocks \(range)"
        case .writeFailed(let range): "the disk could not write blocks \(range)"
        case .flushFailed: "the disk could not make what was written durable"
        case .gone(let loss): "the disk is gone: \(loss)"
        case .outOfMemory: "there is no memory for a transfer"
        }
    }
}

extension BlockLoss: CustomStringConvertible {
    /// The reason in words.
    public var description: String {
        switch self {
        case .closed: "the backend has closed it"
        case .silent: "the backend does not answer"
        case .hostile(let text): "the backend broke the protocol: \(text)"
        case .changed(let text): "it came back changed: \(text)"
        case .system(let number): "system error \(number)"
        }
    }
}

extension BlockRange: CustomStringConvertible {
    /// As `2 from 3`, which can be said of ranges that no disk has.
    public var description: String { "\(count) from \(start)" }
}
