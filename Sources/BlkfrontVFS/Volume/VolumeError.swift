// SPDX-License-Identifier: MIT
// Why a volume does not do what it was asked, with what was found instead. The disk's own faults pass through.

public import BlockIO

/// A volume that does not do what it was asked.
public enum VolumeError: Error, Equatable, Sendable {
    /// The disk does not do what it was asked.
    case disk(BlockFault)
}
