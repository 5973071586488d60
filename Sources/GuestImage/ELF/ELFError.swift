// SPDX-License-Identifier: MIT

/// A fault of an ELF file and its offset.
public struct ELFError: Error, Equatable, CustomStringConvertible {
    /// Kinds of faults.
    public enum Fault: Equatable, Sendable {
        /// The file ends before the end of a part.
        case truncated
        /// The file has no ELF magic number.
        case notELF
        /// The file is for another machine, or not a linked program.
        case notAProgram
        /// A table's entry size is not the format's.
        case entrySize(UInt64)
        /// An index is out of range.
        case index(UInt64)
        /// A memory range wraps around, or a segment has more bytes in the file than in memory.
        case range
        /// A string is not terminated or not UTF-8.
        case text
    }

    /// The kind of fault.
    public let fault: Fault
    /// The offset in bytes from the start of the file.
    public let offset: UInt64
    /// The part of the file, in the specification's terms.
    public let part: String

    /// The error in words.
    public var description: String {
        "at byte \(offset): \(part): \(what)"
    }

    private var what: String {
        switch fault {
        case .truncated: "reaches beyond the end of the file"
        case .notELF: "this is not an ELF file"
        case .notAProgram: "this is not a linked program for 64-bit x86"
        case .entrySize(let size): "an entry of \(size) bytes is not what the format says"
        case .index(let index): "there is no number \(index)"
        case .range: "the sizes make no sense"
        case .text: "the text does not end, or is not UTF-8"
        }
    }
}
