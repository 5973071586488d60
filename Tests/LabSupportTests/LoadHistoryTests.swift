// SPDX-License-Identifier: MIT
import LabSupport
import Testing

/// The judgement of the consoles of the guest Load, on consoles that are written here.
@Suite struct LoadHistoryTests {
    private static func history(_ lines: String...) -> LoadHistory {
        LoadHistory(console: lines.map { "\($0)\n" }.joined())
    }

    @Test("a load that is all there has no faults")
    func whole() {
        let history = Self.history(
            "BOOT stop=80", "CLASS barrier", "VERIFIED 0", "BEGIN 7", "ACK 7", "BEGIN 12",
            "ACK 12 TICKS 3", "VERIFIED 12", "DONE", "BOOT verify", "VERIFIED 12", "DONE")
        #expect(history.faults == [])
        #expect(
            history.summary
                == "2 boots, 3 of them verified, 2 transactions acknowledged, 12 entries")
    }

    @Test("a line may end in a carriage return")
    func carriageReturn() {
        let history = LoadHistory(
            console: "BOOT \r\nVERIFIED 0\r\nBEGIN 4\r\nACK 4\r\nBOOT \r\nVERIFIED 3\r\n")
        #expect(history.faults == [.lost(boot: 2, acknowledged: 4, last: 3)])
    }

    @Test("what was begun may be there or not", arguments: [7, 12])
    func begun(last: Int) {
        let history = Self.history(
            "BOOT ", "VERIFIED 0", "ACK 7", "BEGIN 12", "BOOT ", "VERIFIED \(last)")
        #expect(history.faults == [])
    }

    @Test("what was acknowledged and is missing is lost")
    func lost() {
        let history = Self.history(
            "BOOT ", "VERIFIED 0", "BEGIN 7", "ACK 7", "BEGIN 12", "ACK 12 TICKS 1", "BOOT ",
            "VERIFIED 7")
        #expect(history.faults == [.lost(boot: 2, acknowledged: 12, last: 7)])
        #expect(history.losses == history.faults)
        #expect(
            history.faults.map(\.description)
                == ["boot 2: entry 12 was acknowledged, 7 is the last"])
    }

    @Test("it is lost in the boot that acknowledged it, too")
    func lostAtOnce() {
        let history = Self.history("BOOT ", "VERIFIED 0", "ACK 12", "VERIFIED 0", "DONE")
        #expect(history.faults == [.lost(boot: 1, acknowledged: 12, last: 0)])
    }

    @Test("what was found once must stay")
    func lostLater() {
        let history = Self.history("BOOT ", "ACK 9", "BOOT ", "VERIFIED 9", "BOOT ", "VERIFIED 8")
        #expect(history.faults == [.lost(boot: 3, acknowledged: 9, last: 8)])
    }

    @Test("an entry whose transaction had not begun is invented")
    func invented() {
        let history = Self.history(
            "BOOT ", "VERIFIED 0", "ACK 7", "BEGIN 12", "BOOT ", "VERIFIED 13")
        #expect(history.faults == [.invented(boot: 2, begun: 12, last: 13)])
        #expect(history.losses == [])
    }

    @Test("commits that wait for nothing may be lost, but nothing may be invented")
    func ordered() {
        let history = Self.history(
            "BOOT ", "VERIFIED 0", "ACK 20", "BOOT ", "VERIFIED 12", "BOOT ", "VERIFIED 13")
        #expect(history.losses == [.lost(boot: 2, acknowledged: 20, last: 12)])
        #expect(history.faultsBesidesLosses == [.invented(boot: 3, begun: 12, last: 13)])
    }

    @Test(
        "a console without a verification is a fault",
        arguments: ["", "BOOT \nBEGIN 3\nACK 3\n", "BOOT \nVERIFIED 3 entries\nVERIFIED\n"])
    func nothingVerified(console: String) {
        #expect(LoadHistory(console: console).faults == [.nothingVerified])
    }

    @Test(
        "what the guest complains about is a fault",
        arguments: [
            "WRONG the text of entry 3", "crash: page fault reading 0",
        ])
    func complaint(line: String) {
        let history = Self.history("BOOT ", "VERIFIED 0", line)
        #expect(history.faults == [.complaint(boot: 1, line: line)])
    }

    @Test("half a line before a boot is no line, and the boot counts")
    func halfLine() {
        let history = Self.history(
            "BOOT ", "VERIFIED 0", "ACK 7", "BEGIN 12", "ACK 1BOOT stay", "VERIFIED 7")
        #expect(history.faults == [])
        #expect(history.boots == 2)
    }

    @Test("half a complaint is one")
    func halfComplaint() {
        let history = Self.history("BOOT ", "VERIFIED 0", "WRONG the teBOOT stay", "VERIFIED 0")
        #expect(history.faults == [.complaint(boot: 2, line: "WRONG the teBOOT stay")])
    }

    @Test("half a line hides no loss")
    func halfLineAndLoss() {
        let history = Self.history("BOOT ", "VERIFIED 0", "ACK 7", "BEGIBOOT ", "VERIFIED 6")
        #expect(history.faults == [.lost(boot: 2, acknowledged: 7, last: 6)])
    }

    @Test("a power cut may take what was acknowledged after its moment")
    func cut() {
        let history = Self.history(
            "BOOT ", "VERIFIED 0", "ACK 7", "ACK 12", "BEGIN 15", "CUT 7", "BOOT ", "VERIFIED 7")
        #expect(history.faults == [])
    }

    @Test("it may leave more, and even what was begun", arguments: [12, 15])
    func cutLeavesMore(last: Int) {
        let history = Self.history(
            "BOOT ", "VERIFIED 0", "ACK 7", "ACK 12", "BEGIN 15", "CUT 7", "BOOT ",
            "VERIFIED \(last)")
        #expect(history.faults == [])
    }

    @Test("it must leave what was acknowledged before")
    func cutTakesTooMuch() {
        let history = Self.history(
            "BOOT ", "VERIFIED 0", "ACK 7", "ACK 12", "CUT 7", "BOOT ", "VERIFIED 3")
        #expect(history.faults == [.lost(boot: 2, acknowledged: 7, last: 3)])
    }

    @Test("it must leave what an earlier boot found, whatever this one acknowledged")
    func cutTakesWhatWasFound() {
        let history = Self.history(
            "BOOT ", "ACK 9", "BOOT ", "VERIFIED 9", "BEGIN 11", "CUT 0", "BOOT ", "VERIFIED 8")
        #expect(history.faults == [.lost(boot: 3, acknowledged: 9, last: 8)])
    }
}
