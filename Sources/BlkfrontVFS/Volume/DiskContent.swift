// SPDX-License-Identifier: MIT
// What a disk holds, as far as a look at it tells. `Volume.identify` says what it looks at.

public import BlockIO

/// What is on a disk.
public enum DiskContent: Equatable, Sendable {
    /// Nothing but zeros, and all of it was read.
    case blank
    /// Zeros wherever a look was taken, on a disk that is too large to be read whole.
    case likelyBlank
    /// A volume of this format version, which may be newer than this code knows.
    case volume(version: UInt32)
    /// Something that is no volume, by its usual name.
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
