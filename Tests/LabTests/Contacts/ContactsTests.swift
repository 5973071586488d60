// SPDX-License-Identifier: MIT
// The contacts program prints the same on Linux, as a guest on real Xen, and after that guest's reboot.
import Foundation
import LabSupport
import Testing

/// `make run` on a list with malformed lines, repeated addresses and difficult names, in a domain of 8 MB. It compares the
/// answers itself, also with those of the sqlite3 shell.
@Suite(.ifLabIsWanted) struct ContactsTests {
    private static let difficult = """
        Anil Madhavapeddy <avsm2@cam.ac.uk>
        no address at all

        Renamed <avsm2@cam.ac.uk>
        Ünïcode <ünï@例え.jp>
          Indented   <indented@lists.debian.org>
        Unclosed <open@example.org
        """

    @Test("the contacts program prints the same everywhere")
    func run() async throws {
        let list = FileManager.default.temporaryDirectory.appending(path: "list-\(UUID())")
        defer { try? FileManager.default.removeItem(at: list) }
        let many = (1...1000).map { "Person \($0) <person\($0)@domain\($0 % 7).debian.org>" }
        let lines = Self.difficult.split(separator: "\n", omittingEmptySubsequences: false)
        try Data((lines.map(String.init) + many).map { "\($0)\n" }.joined().utf8).write(to: list)
        let said = try await Command(
            URL(filePath: "/usr/bin/make"),
            [
                "--no-print-directory", "-C", Checkout.file("").path, "run",
                "OPTIONS=--sqlite auto --file \(list.path) --built",
            ]
        ).succeed()
        FileHandle.standardError.write(Data(said.utf8))
        #expect(said.contains("the answers agree"))
        #expect(said.contains("1003 contacts, 2 malformed lines skipped"))
        // They are enough.
        #expect(said.contains("the domain had 8 MB"))
        let bytes = try #require(
            said.firstMatch(of: /(?m)^image: +([0-9]+) bytes/).flatMap { Int($0.1) })
        #expect(try bytes <= limit())
    }

    /// How many bytes the image may have.
    private func limit() throws -> Int {
        let sizes = try String(contentsOf: Checkout.file("Guests/sizes.txt"), encoding: .utf8)
        let size = sizes.firstMatch(of: /(?m)^ContactsGuest\/auto ([0-9]+)$/)
        return try #require(size.flatMap { Int($0.1) })
    }
}
