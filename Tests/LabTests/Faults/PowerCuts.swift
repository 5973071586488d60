// SPDX-License-Identifier: MIT
import Foundation
import LabSupport
import Testing

extension StorageFaultTests {
    /// Guests are destroyed and their disks lose a part of what was not flushed. The next boot goes on with the rest.
    /// `replay` looks at other states that might have been left. Two negative controls show that losses are found: a load that
    /// acknowledges falsely, and a replay that ignores flushes.
    @Suite(.lab { try await .powerCuts() }) struct PowerCuts {
        @Test(
            "what was acknowledged is there after each power cut", arguments: CutGuest.all)
        func keeps(cut: CutGuest) throws {
            let guest = try guest(cut.name)
            try guest.mustKeep()
            note("\(cut): \(guest.load.summary)")
        }

        @Test("the power was cut as often as it was to be", arguments: CutGuest.all)
        func count(cut: CutGuest) throws {
            let logs = try guest(cut.name).logs
            #expect(logs.count == cut.cuts)
        }

        @Test(
            "so it would be, whenever it had been cut and whatever the cache had kept",
            arguments: CutGuest.all)
        func otherStates(cut: CutGuest) async throws {
            let guest = try guest(cut.name)
            try await mustReplay(
                guest, "seed=\(cut.seed)", "image=\(guest.file("last.img").path)")
        }

        @Test("volume and database are in order", arguments: CutGuest.all)
        func inOrder(cut: CutGuest) async throws {
            let guest = try guest(cut.name)
            let disk = guest.disk("xvda")
            try await volumeTool("check", disk.path)
            let said = try await sqlite(
                "load", on: disk,
                "SELECT count(*), (SELECT * FROM pragma_integrity_check) FROM Entry")
            let count = try #require(guest.last("VERIFIED"))
            #expect(said == "\(count) ok\n")
        }

        @Test("a disk that lies about flushes would lose what was acknowledged")
        func lyingDisk() async throws {
            let cut = CutGuest.all[0]
            try await mustFind(
                "are not as they must be", in: guest(cut.name), "seed=\(cut.seed)", "lying")
        }

        @Test("commits that nobody waits for keep their order")
        func order() throws { try guest("liar").mustKeepOrder() }

        @Test("who calls them durable loses some, and these tests see it")
        func liar() throws { try guest("liar").mustLose() }

        @Test("so does replay")
        func lyingGuest() async throws {
            try await mustFind(
                "is the last entry, which must be in", in: guest("liar"),
                "seed=\(FaultOptions.seed)")
        }

        @Test("a backend that goes without a word loses nothing")
        func silent() throws { try guest("silent").mustKeep() }

        @Test(
            "it is reported, as what it is",
            arguments: [
                "REFUSED input or output error", "the disk is gone: the backend does not answer",
            ])
        func reported(words: String) throws { try guest("silent").mustPrint(words) }
    }
}
