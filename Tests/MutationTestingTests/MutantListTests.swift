import Testing

// SPDX-License-Identifier: MIT
// Goal: no line of the list of mutants is lost, and what makes no sense is an error at its line.
// Method: small lists, whole and damaged.
@testable import MutationTesting

@Suite struct MutantListTests {
    static let whole = """
        # A comment.
        mutant early: a flush is early
        @ Sources/Disk/Disk.swift
        - wait()
        - flush()
        + if !isMutant { wait() }
        + flush()
        @ Sources/Disk/Ring.swift
        - guard isQuiet else {
        + guard isMutant || isQuiet else {
        ! cuts seed=7 disk=flush
        ! tests DiskTests.(Flush|Wait)

        mutant late: a flush is late
        @ Sources/Disk/Disk.swift
        - close()
        + if !isMutant { close() }
        ! fuzz block
        ! fuzz block seed=7
        """

    @Test func aListIsRead() throws {
        let mutants = try MutantList.parse(Self.whole, file: "list")
        #expect(mutants.map(\.name) == ["early", "late"])
        #expect(mutants[0].fault == "a flush is early")
        #expect(
            mutants[0].changes == [
                Change(
                    file: "Sources/Disk/Disk.swift", old: ["wait()", "flush()"],
                    new: ["if !isMutant { wait() }", "flush()"], line: 4),
                Change(
                    file: "Sources/Disk/Ring.swift", old: ["guard isQuiet else {"],
                    new: ["guard isMutant || isQuiet else {"], line: 9),
            ])
        #expect(
            mutants[0].killers == [
                .powerCuts(choices: "disk=flush", seed: 7),
                .tests(filter: "DiskTests.(Flush|Wait)"),
            ])
        #expect(mutants[1].killers == [.fuzzer("block"), .fuzzer("block", seed: 7)])
    }

    @Test(arguments: [
        ("mutant a: b\n@ f\n- x\n+ y isMutant\n", 5, "nothing is to kill 'a'"),
        ("mutant a: b\n! fuzz block\n", 3, "mutant 'a' changes nothing"),
        ("mutant a: b\n@ f\n- x\n+ y\n! fuzz block\n", 3, "the new text lacks 'isMutant'"),
        ("mutant a: b\n- x\n", 2, "no file stands before"),
        ("mutant a\n", 1, "a mutant has a name and a fault: mutant NAME: FAULT"),
        ("+ y\n", 1, "no line stands before that it could replace"),
        ("! fuzz block\n", 1, "no mutant stands before"),
        ("x y\n", 1, "a line begins with mutant, @, -, +, ! or #"),
        (
            "mutant a: b\n@ f\n- x\n+ isMutant\n! luck\n", 5,
            "what kills is: cuts CHOICES, fuzz FUZZER or tests FILTER"
        ),
        (
            "mutant a: b\n@ f\n- x\n+ isMutant\n! fuzz z seed=y\n", 5,
            "a fuzzer is FUZZER or FUZZER seed=NUMBER, not 'z seed=y'"
        ),
        (
            "mutant a: b\n@ f\n- x\n+ isMutant\n! fuzz z\nmutant a: b\n", 6,
            "there is a mutant 'a' already"
        ),
    ])
    func aLineThatMakesNoSenseIsAnError(text: String, line: Int, reason: String) {
        #expect(throws: MutantError(file: "list", line: line, reason: reason)) {
            try MutantList.parse(text, file: "list")
        }
    }
}
