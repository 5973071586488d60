// SPDX-License-Identifier: MIT
import Foundation
import LabSupport
import Testing

extension LoadTests {
    /// SQLite's speedtest1 in a guest, on a real disk. Times mean nothing, since the lab emulates a processor.
    @Suite struct Speedtests {
        @Test("the answers in a guest are those on Linux", arguments: Speedtest.all)
        func answers(work: Speedtest) async throws {
            let guest = try guest(work.name)
            try guest.mustPrint("SPEEDTEST ENDED")
            try guest.mustEndAsExpected()
            let expected = try #require(await work.sumHere())
            #expect(Speedtest.sum(in: guest.console) == expected)
            note("\(work): answers and their sum are \(expected); \(guest.last("disk:") ?? "")")
        }

        @Test("other work has another sum")
        func otherWork() async throws {
            let other = Speedtest("other", "--testset main", size: 4)
            #expect(try await #require(Speedtest.smallCache.sumHere()) != #require(other.sumHere()))
        }

        @Test("afterwards volume and database are in order", arguments: Speedtest.all)
        func inOrder(work: Speedtest) async throws {
            let disk = try guest(work.name).disk("xvda")
            #expect(try await volumeTool("check", disk.path).contains("no damage found"))
            let said = try await sqlite(
                "speed", on: disk,
                "SELECT count(*) > 0, (SELECT * FROM pragma_integrity_check) FROM z1")
            #expect(said == "1 ok\n")
        }
    }
}
