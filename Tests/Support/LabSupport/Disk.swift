// SPDX-License-Identifier: MIT
import Foundation

/// A disk of a guest.
package struct Disk: Sendable {
    /// What dom0 makes the disk of.
    package enum Kind: Sendable {
        /// A loop device on a file, with a write cache.
        case file
        /// A brd device. All of a lab have one size.
        case ram
        /// A null_blk device with these attributes.
        case null([String: Int] = [:])
        /// A file whose writes are recorded, in a log of this many megabytes.
        case recorded(log: Int)
    }

    /// What the disk holds at first.
    package enum Content: Sendable {
        case blank
        case copy(of: URL)
    }

    /// What the guest may do with it.
    package enum Access: Sendable {
        case readWrite, readOnly
        /// A CD drive.
        case cdrom
    }

    package var name: String
    package var megabytes: Int
    package var kind: Kind
    package var content: Content
    package var access: Access
    /// Whether the final content is copied to the results.
    package var isKept: Bool

    package init(
        _ name: String, megabytes: Int, kind: Kind = .file, content: Content = .blank,
        access: Access = .readWrite, isKept: Bool = false
    ) {
        self.name = name
        self.megabytes = megabytes
        self.kind = kind
        self.content = content
        self.access = access
        self.isKept = isKept
    }

    /// Its line in the guest's description, after `disk=`.
    var words: String {
        var words = [name, "size=\(megabytes)"]
        switch kind {
        case .file: break
        case .ram: words.append("type=ram")
        case .null(let attributes):
            words.append("type=null")
            words += attributes.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
        case .recorded(let log): words += ["type=recorded", "log=\(log)"]
        }
        if case .copy(let file) = content { words.append("content=\(file.path)") }
        switch access {
        case .readWrite: break
        case .readOnly: words.append("readonly")
        case .cdrom: words.append("cdrom")
        }
        if isKept { words.append("keep") }
        return words.joined(separator: " ")
    }
}
