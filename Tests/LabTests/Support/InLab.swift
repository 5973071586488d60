// SPDX-License-Identifier: MIT
import Foundation
import LabSupport
import Testing

/// Runs a suite on the results of a lab, which boots once, before the first of its tests. If the lab fails, the suite does,
/// without its tests.
struct InLab: SuiteTrait, TestScoping {
    @TaskLocal static var run: LabRun?
    let lab: @Sendable () async throws -> Lab

    func provideScope(
        for test: Test, testCase: Test.Case?, performing function: @Sendable () async throws -> Void
    ) async throws {
        let run = try await lab().run()
        try await Self.$run.withValue(run) { try await function() }
        FileHandle.standardError.write(Data(run.table.utf8))
    }
}

extension Trait where Self == InLab {
    /// All tests of the suite are about guests of one boot of the lab.
    static func lab(_ lab: Lab) -> Self { InLab { lab } }

    /// The same, with a lab that is made of the results of the suite around this one.
    static func lab(_ lab: @escaping @Sendable () async throws -> Lab) -> Self { InLab(lab: lab) }
}

extension Trait where Self == ConditionTrait {
    /// Guests boot only when that was asked for. Then it is a failure that an image or the lab is not there.
    static var ifLabIsWanted: Self {
        .enabled(
            if: Lab.isWanted,
            "it boots guests in an emulator, for minutes, and needs their images: Tests/lab-tests.sh"
        )
    }
}

/// The result of a guest of the suite's lab.
func guest(_ name: String) throws -> GuestResult {
    try #require(InLab.run, "the suite has no lab").guest(name)
}
