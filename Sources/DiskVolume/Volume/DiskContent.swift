// SPDX-License-Identifier: MIT
// The content of a disk, as far as `Volume.identify` examines it.

public import BlockIO
import CompactStrings

/// The content of a disk.
public enum DiskContent: Equatable, Sendable {
    /// Only zeros; the whole disk was read.
    case blank
    /// Zeros in all samples of a disk that is too large to be read whole.
    case likelyBlank
    /// A volume of this format version, which may be newer than this code supports.
    case volume(version: UInt32)
    /// A known other format, by its usual name, or unknown data.
    case foreign(StaticText)
}

extension DiskContent: CustomStringConvertible {
    /// The content in words.
    public var description: String {
        switch self {
        case .blank: "nothing"
        case .likelyBlank: "nothing where it was looked at, but it is too large to be read whole"
        case .volume(let version): "a volume of format version \(version)"
        case .foreign(let name): name.description
        }
    }
}
