// SPDX-License-Identifier: MIT
import LabSupport
import Testing

extension StorageFaultTests {
    /// Guests that are saved, restored and migrated, and whose backends disconnect and reconnect.
    @Suite(.lab(.moves)) struct Moves {
        @Test("a guest that is saved, restored and migrated under load loses nothing")
        func keeps() throws { try guest("moved").mustKeep() }

        @Test("it was moved twelve times")
        func count() throws { #expect(try guest("moved").count("MOVED") == 12) }

        @Test("all of that was in one boot, and one verified")
        func boots() throws {
            #expect(try guest("moved").console.matches(of: /(?m)^BOOT/).count == 2)
        }

        @Test("nothing would be lost if the power had been cut meanwhile")
        func otherStates() async throws {
            try await mustReplay(guest("moved"), "seed=\(FaultOptions.seed &+ 1000)")
        }

        @Test("a guest whose backend is unplugged and plugged in goes on, and loses nothing")
        func unplugged() throws { try guest("unplugged").mustKeep() }

        @Test(
            "it was, and was replaced, and the guest waited for it",
            arguments: [
                // Four times in a row, and then the backend's module was replaced.
                ("REPLUGGED", 4),
                ("RELOADED", 1),
                ("STOOD STILL", 2),
            ])
        func plugs(line: String, times: Int) throws {
            #expect(try guest("unplugged").count(line) == times)
        }

        @Test(
            "a disk that is taken away for good is an error, after which the store does not go on",
            arguments: [
                "on 'load': the disk is gone: the backend has closed it",
                "on 'load': an earlier write failed: the disk is gone",
            ])
        func reported(words: String) throws { try guest("unplugged").mustPrint(words) }
    }
}

extension GuestResult {
    /// How many lines of its script in dom0 begin so.
    fileprivate func count(_ start: String) -> Int {
        dom0.split(whereSeparator: \.isNewline).filter { $0.hasPrefix(start) }.count
    }
}
