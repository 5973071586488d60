// SPDX-License-Identifier: MIT
// What the programs that try mutants are told: those of the list (mutate) and those that are made (made-mutants).
import ArgumentParser
import Foundation

package struct CampaignOptions: ParsableArguments {
    @Option(help: "Where simulate, fuzz and the tests are, built from the copy.")
    package var programs: String
    @Option(help: "Where output goes.")
    package var folder: String
    @Option(help: "Trials at a time.")
    package var jobs = ProcessInfo.processInfo.activeProcessorCount

    package init() {}

    /// The campaign of these options. Creates the folder for output.
    ///
    /// - Parameter seconds: of the processor for a trial; nil for ``TrialSetting/seconds`` as it is.
    package func campaign(seconds: Int? = nil) throws -> Campaign {
        var setting = TrialSetting(
            programs: URL(filePath: programs), folder: URL(filePath: folder))
        if let seconds { setting.seconds = seconds }
        try FileManager.default.createDirectory(
            at: setting.folder, withIntermediateDirectories: true)
        return Campaign(setting: setting, jobs: jobs)
    }
}
