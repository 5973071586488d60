// SPDX-License-Identifier: MIT
import LabSupport

extension Lab {
    /// Every guest of the package Guests, in each of its roles.
    static let guests = Lab(
        "guests", scripts: Checkout.scripts("guests"), guests: small + provers + faults + ends)

    /// They print a line.
    private static let small = [
        Guest("hello", image: Checkout.image("Hello"), memory: 4),
        Guest("async-hello", image: Checkout.image("AsyncHello"), memory: 4),
    ]

    /// They state facts.
    private static let provers = [
        Guest("protection", image: Checkout.image("Protection"), memory: 32),
        prover("heap", memory: 64),
        // More than the gigabyte that the boot code maps.
        prover("large", proving: "heap", memory: 1100),
        // Without an offset, Xen tells a PVH domain no time of day.
        prover("time", configuration: ["rtc_timeoffset=1"]),
        prover("tasks"),
        // All of them begin and end within the limit, also where the emulator has a part of a processor.
        prover("sleepers", memory: 192, timeLimit: 120),
        prover("fibers"),
        prover("events"),
        prover("xenstore"),
        prover("shutdown"),
        prover("suspend", timeLimit: 600),
        prover("console"),
        prover("owner", group: "grants"),
        prover("reader", group: "grants"),
        prover(
            "block",
            disks: [
                Disk("xvda", megabytes: 16), Disk("xvdb", megabytes: 16, kind: .ram),
                Disk("xvdc", megabytes: 16, kind: .null(["blocksize": 4096])),
            ]),
        prover("block-move", timeLimit: 240, disks: [Disk("xvda", megabytes: 16)]),
    ]

    /// They make a mistake and crash.
    private static let faults =
        ["null", "code", "execute", "stack", "fiber", "trap", "panic"].map {
            Guest(
                "fault-\($0)", image: Checkout.image("Faults"), commandLine: $0, expected: .crash)
        } + [
            Guest(
                "out-of-memory", image: Checkout.image("OutOfMemory"), memory: 16, expected: .crash)
        ]

    /// They ask for an end other than power off.
    private static let ends = [
        Guest(
            "reboot", image: Checkout.image("Faults"), commandLine: "reboot", expected: .reboot),
        Guest(
            "long-line", image: Checkout.image("Faults"),
            commandLine: (1...1500).map { "\($0) " }.joined() + "reboot", expected: .reboot),
    ]

    /// A guest that states the facts of a kind, by default of its name.
    private static func prover(
        _ name: String, proving facts: String? = nil, memory: Int = 16, timeLimit: Int = 30,
        group: String? = nil, disks: [Disk] = [], configuration: [String] = []
    ) -> Guest {
        Guest(
            name, image: Checkout.image("FactGuest"), commandLine: facts ?? name, memory: memory,
            timeLimit: timeLimit, group: group, disks: disks, configuration: configuration)
    }
}
