// SPDX-License-Identifier: MIT
import Foundation
import LabSupport

extension Guest {
    /// The guest Load, which does what words of its command line say (Tests/StorageGuests/Sources/Load/Words.swift).
    static func load(
        _ name: String, _ words: String = "", expected: Ending = .poweroff, disks: [Disk],
        script: URL? = nil, files: [URL] = []
    ) -> Guest {
        Guest(
            name, image: Checkout.image("Load"), commandLine: words, timeLimit: 1800,
            expected: expected, disks: disks, script: script, files: files)
    }

    /// The guest Load, which a script in dom0 boots again and again on one disk. These are the words of the first boot.
    static func load(
        _ name: String, _ words: String = "", disk: Disk, script: URL, files: [URL] = []
    ) -> Guest {
        load(
            name, words, expected: .script, disks: [disk], script: script,
            files: [Checkout.file("Tests/StorageGuests/boots.sh")] + files)
    }
}
