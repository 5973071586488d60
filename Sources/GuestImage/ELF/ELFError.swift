// SPDX-License-Identifier: MIT

/// What is wrong with an ELF file, and where in it.
public struct ELFError: Error, Equatable, CustomStringConvertible {
    /// Kinds of faults.
    public enum Fault: Equatable, Sendable {
        /// The file ends before the end of a part of it.
        case truncated
        /// It does not begin as ELF files do.
        case notELF
        /// It is for another kind of machine, or not a linked program.
        case notAProgram
        /// A table has entries of a size that is not the format's.
        case entrySize(UInt64)
        /// A number that leads elsewhere leads nowhere.
        case index(UInt64)
        /// A range of memory wraps around, or a segment has more in the file than in memory.
        case range
        /// A text does not end, or is not UTF-8.
        case text
    }

    /// What is wrong.
    public let fault: Fault
    /// Where, in bytes from the start of the file.
    public let offset: UInt64
    /// The part of the file that was read, in the words of the specification.
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
