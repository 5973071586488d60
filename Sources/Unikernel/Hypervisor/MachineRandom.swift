// SPDX-License-Identifier: MIT
// Numbers nobody can predict, straight from the machine: the processor's RDRAND, without a generator of our
// own in between that could be copied along with a domain's memory.

/// The machine's random words, as a source for Swift's `random` functions.
public struct MachineRandom: RandomNumberGenerator {
    private let machine: any Machine

    package init(on machine: any Machine) {
        self.machine = machine
    }

    /// A word from the machine.
    public mutating func next() -> UInt64 {
        machine.randomWord()
    }
}
