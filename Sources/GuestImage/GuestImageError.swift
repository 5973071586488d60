// SPDX-License-Identifier: MIT

/// Why an image cannot be made, as a message for people.
public struct GuestImageError: Error, Equatable, CustomStringConvertible {
    /// What is wrong and, if possible, what to do about it.
    public let description: String

    init(_ description: String) {
        self.description = description
    }
}
