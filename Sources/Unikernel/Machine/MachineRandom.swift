// SPDX-License-Identifier: MIT
// Unpredictable random numbers straight from the machine: the processor's RDRAND. There is no
// generator state that could be copied with a domain's memory.

/// The machine's random words, as a generator for Swift's `random` functions.
public struct MachineRandom: RandomNumberGenerator {
    private let machine: any Machine

    package init(on machine: any Machine) {
        self.machine = machine
    }

    /// Returns a word from the machine.
    public mutating func next() -> UInt64 {
        machine.randomWord()
    }
}
