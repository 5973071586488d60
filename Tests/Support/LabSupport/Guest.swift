// SPDX-License-Identifier: MIT
import Foundation

/// A guest that a lab is to boot.
package struct Guest: Sendable {
    package var name: String
    package var image: URL
    package var commandLine: String
    /// Megabytes.
    package var memory: Int
    /// Seconds until it is destroyed.
    package var timeLimit: Int
    package var expected: Ending
    /// Guests of one group run at the same time. A guest without has one of its own.
    package var group: String?
    package var disks: [Disk]
    /// Lines of xl's configuration.
    package var configuration: [String]
    /// The script that dom0 runs while the guest runs, and that boots it again if it is expected to end in `script`.
    package var script: URL?
    /// Files that the script finds in `/lab/guests/NAME`.
    package var files: [URL]

    package init(
        _ name: String, image: URL, commandLine: String = "", memory: Int = 16, timeLimit: Int = 30,
        expected: Ending = .poweroff, group: String? = nil, disks: [Disk] = [],
        configuration: [String] = [], script: URL? = nil, files: [URL] = []
    ) {
        self.name = name
        self.image = image
        self.commandLine = commandLine
        self.memory = memory
        self.timeLimit = timeLimit
        self.expected = expected
        self.group = group
        self.disks = disks
        self.configuration = configuration
        self.script = script
        self.files = files
    }

    /// What the file `NAME.guest` says.
    var description: String {
        var lines = [
            "image=\(image.path)", "extra=\(commandLine)", "memory=\(memory)",
            "timeout=\(timeLimit)", "expect=\(expected.rawValue)",
        ]
        if let group { lines.append("group=\(group)") }
        lines += disks.map { "disk=\($0.words)" }
        lines += configuration.map { "config=\($0)" }
        lines += files.map { "file=\($0.path)" }
        return lines.joined(separator: "\n") + "\n"
    }
}
