// SPDX-License-Identifier: MIT
// The errors of a volume, with the values that caused them. The disk's own faults pass through.

public import BlockIO
import CompactStrings

/// An error of a volume.
public enum VolumeError: Error, Equatable, Sendable {
    /// The disk failed.
    case disk(BlockFault)
    /// The disk has no volume, but this content.
    case notAVolume(DiskContent)
    /// The disk to be formatted has this content.
    case notBlank(DiskContent)
    /// The volume has a newer format version than this code supports.
    case newerVersion(found: UInt32, supported: UInt32)
    /// The volume contradicts itself or its checksums.
    case corrupt(Damage)
    /// The disk has fewer blocks than the volume was laid out for.
    case diskShrank(blockCount: UInt64, expected: UInt64)
    /// The disk has too few blocks for a volume.
    case diskTooSmall(blockCount: UInt64, needed: UInt64)
    /// The disk is not durable, and the options do not allow that.
    case volatileDisk
    /// The volume is mounted read-only, or the disk is read-only and the options do not say so.
    case readOnly
    /// There are too few free blocks. Nothing has changed.
    case full(neededBlocks: UInt64, freeBlocks: UInt64)
    /// A file or a database's number of extents has reached the format's limit. Nothing has
    /// changed.
    case tooFragmented(extents: Int)
    /// The database of this name is open already.
    case alreadyOpen(String)
    /// No database has this name.
    case noSuchDatabase(String)
    /// A text cannot be a database's name.
    case badName(DatabaseName.Fault)
    /// Every slot for a database is taken.
    case noFreeSlot(slots: Int)
    /// The number of slots or another parameter is outside of the format's limits.
    case badParameter(StaticText)
    /// The database object was closed.
    case closed
    /// A write or a flush failed earlier, with this fault. The state of the disk is unknown until
    /// the volume is mounted again.
    case poisoned(BlockFault)
}

extension VolumeError: CustomStringConvertible {
    /// The error in words.
    public var description: String {
        switch self {
        case .disk(let fault): fault.description
        case .notAVolume(let content): "the disk holds no volume, but \(content)"
        case .notBlank(let content): "the disk is not blank, but holds \(content)"
        case .newerVersion(let found, let supported):
            "the volume is of format version \(found); this program knows up to \(supported)"
        case .corrupt(let damage): "the volume is damaged: \(damage)"
        case .diskShrank(let count, let expected):
            "the disk has \(count) blocks, the volume was laid out for \(expected)"
        case .diskTooSmall(let count, let needed):
            "the disk has \(count) blocks, a volume needs \(needed)"
        case .volatileDisk: "the disk promises no durability"
        case .readOnly: "the volume is read-only"
        case .full(let needed, let free):
            "the volume is full: \(needed) blocks needed, \(free) free"
        case .tooFragmented(let extents):
            "the volume's free space is in too many pieces: a database has \(extents) extents already"
        case .alreadyOpen(let name): "database '\(name)' is open already"
        case .noSuchDatabase(let name): "there is no database '\(name)'"
        case .badName(let fault): fault.description
        case .noFreeSlot(let slots): "the volume holds \(slots) databases at most, and does"
        case .badParameter(let text): text.description
        case .closed: "the database is closed"
        case .poisoned(let fault): "an earlier write failed: \(fault)"
        }
    }
}
