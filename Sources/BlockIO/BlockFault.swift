// SPDX-License-Identifier: MIT
// The faults of a disk, with the blocks they affect.

import CompactStrings

/// A fault of a disk.
public enum BlockFault: Error, Equatable, Sendable {
    /// The blocks are not on the disk.
    case outOfRange(BlockRange, blockCount: UInt64)
    /// The disk is read-only.
    case readOnly
    /// The disk reports an error on reading the blocks.
    case readFailed(BlockRange)
    /// The disk reports an error on writing the blocks.
    case writeFailed(BlockRange)
    /// The disk reports an error on a flush, or refuses it.
    case flushFailed
    /// The disk is gone or no longer trusted.
    case gone(BlockLoss)
    /// There is no memory for the transfer.
    case outOfMemory
}

/// The reason a disk is gone.
public enum BlockLoss: Equatable, Sendable {
    /// The backend closed it.
    case closed
    /// The backend did not answer in time.
    case silent
    /// The backend violated the protocol, as the text says.
    case hostile(StaticText)
    /// The disk came back smaller, read-only or with a weaker durability.
    case changed(StaticText)
    /// The host's system failed with this error number (errno).
    case system(Int32)
}

/// A comparable text from a string literal.
public struct StaticText: Equatable, Sendable, ExpressibleByStringLiteral, CustomStringConvertible {
    private let text: StaticString

    /// Makes a text from a literal.
    public init(stringLiteral text: StaticString) {
        self.text = text
    }

    /// The text.
    public var description: String { text.description }

    /// Whether both texts are equal, byte for byte.
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
    /// For example `2 from 3`; also for ranges that no disk has.
    public var description: String { "\(count) from \(start)" }
}
