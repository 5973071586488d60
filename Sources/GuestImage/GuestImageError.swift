// SPDX-License-Identifier: MIT

/// What stands in the way of an image, in words for the person who asked for it.
public struct GuestImageError: Error, Equatable, CustomStringConvertible {
    /// What is wrong and, where there is something, what to do about it.
    public let description: String

    init(_ description: String) {
        self.description = description
    }
}
