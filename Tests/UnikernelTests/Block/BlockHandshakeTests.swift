// Goal: a disk is found by name and number, and what its backend offers becomes what the disk is; keys are believed
// only in their range. Method: the simulated backend with each set of features.
// SPDX-License-Identifier: MIT

import BlockIO
import Testing
import XenSimulation

@testable import Unikernel

@Suite struct BlockHandshakeTests {
    @Test func aDiskReadsWhatWasWritten() throws {
        try BlockWorld.check { world, device in
            #expect(device.geometry.blockCount == 256)
            #expect(device.durability == .flush)
            #expect(try device.versions(0..<3) == [0, 0, 0])
            try device.write(1..<3, version: 7)
            #expect(try device.versions(0..<4) == [0, 7, 7, 0])
            try device.flush()
            #expect(try device.versions(0..<4) == [0, 7, 7, 0])
        }
    }
}
