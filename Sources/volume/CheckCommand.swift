// SPDX-License-Identifier: MIT
import ArgumentParser
import DiskVolume

struct CheckCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Reads everything a volume has and says what is damaged; writes nothing.",
        discussion: """
            Checked are the superblocks, the descriptors and their extents, all blocks of all journals and logs, and \
            the checksums of pages, for databases that have them. Notes are what a power cut leaves and the next use \
            mends. Exit code 1 when something is damaged.
            """
    )

    @OptionGroup var arguments: DiskArguments
    @OptionGroup var progress: ProgressArguments

    func run() throws {
        let volume = try arguments.mounted(isReadOnly: true)
        let line = progress.line("checking")
        let findings = try reporting(arguments.path) { () throws(VolumeError) in
            defer { line.end() }
            return try volume.check { line.update($0, of: $1) }
        }
        for finding in findings { print(finding) }
        let damaged = findings.filter(\.isDamage).count
        guard damaged == 0 else {
            throw failure(arguments.path, "\(damaged) places are damaged", Status.damaged)
        }
        print("\(arguments.path): no damage found")
    }
}
