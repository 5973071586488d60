// SPDX-License-Identifier: MIT
import Foundation

/// One image, booted without the lab's dom0.
package struct Boot: Sendable {
    /// What it runs on.
    package enum Machine: String, Sendable {
        /// An emulated machine without Xen.
        case emulated = "--qemu"
        /// This machine's processor, by KVM.
        case processor = "--kvm"
        /// Xen, as its first domain.
        case dom0 = "--dom0"
    }

    package let image: String
    package let output: String

    /// Boots an image and waits for its end, however it ends.
    package init(
        _ image: URL, on machine: Machine = .emulated, memory: Int? = nil,
        commandLine: String = ""
    ) async throws(LabError) {
        guard FileManager.default.fileExists(atPath: image.path) else {
            throw .absent(path: image.path, remedy: "Tests/lab-tests.sh --build builds images")
        }
        var arguments = [image.path, machine.rawValue]
        if let memory { arguments += ["--memory", "\(memory)"] }
        if !commandLine.isEmpty { arguments += ["--extra", commandLine] }
        let log = FileManager.default.temporaryDirectory.appending(path: "boot-\(UUID())")
        defer { try? FileManager.default.removeItem(at: log) }
        let outcome = try await Command(Lab.tools.appending(path: "boot"), arguments).run(log: log)
        // Others are ways in which the image ended.
        guard outcome.status != 2 else { throw .trouble(outcome.output.lastLines(20)) }
        self.image = image.lastPathComponent
        output = outcome.output
    }

    /// It must have printed this.
    package func mustPrint(_ text: String) throws(LabError) {
        guard output.contains(text) else {
            throw .didNotPrint(guest: image, text: text, lastLines: output.lastLines(20))
        }
    }
}
