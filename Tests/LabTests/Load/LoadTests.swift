// SPDX-License-Identifier: MIT
// Storage keeps on real Xen what it promises: acknowledged data survives the end of the guest, order is kept, errors are
// reported as what they are, and the disk receives the requests that we count.
import Foundation
import LabSupport
import Testing

/// The guest Load, whose every state can be verified, over several boots on one disk: it powers off, it is destroyed, and its
/// disk is full, fails or is read-only. StorageFaultTests has power cuts and faults of the backend.
@Suite(.serialized, .ifLabIsWanted, .lab { .load(try await UnusableDisks.make()) })
struct LoadTests {
    @Test(
        "what was acknowledged is there on a disk that failed, is full or is read-only",
        arguments: ["failing", "full", "full-rollback", "read-only"])
    func keeps(name: String) throws { try guest(name).mustKeep() }

    @Test("a disk that is full leaves a store of use", arguments: ["full", "full-rollback"])
    func usable(name: String) throws {
        #expect(try guest(name).console.matches(of: /(?m)^USABLE/).count == 3)
    }

    @Test("ordered commits keep their order when the guest is destroyed")
    func ordered() throws { try guest("ordered").mustKeepOrder() }

    @Test("the last of them are lost, and these tests see it")
    func orderedLoses() throws { try guest("ordered").mustLose() }

    @Test("an error of the disk is reported in the disk's words")
    func reported() throws {
        let report =
            /(?m)^REFUSED input or output error 1034 on 'load': the disk could not (write blocks|make what was written durable)/
        #expect(try guest("failing").console.contains(report))
    }

    @Test("after it the store does not go on")
    func goesOnNoMore() throws {
        let report =
            /(?m)^AGAIN input or output error [0-9]+ on 'load': an earlier write failed: the disk could not/
        #expect(try guest("failing").console.contains(report))
    }

    @Test("tasks go on while a commit waits for the disk")
    func ticking() throws {
        let console = try guest("ticking").console
        let ticks = console.matches(of: /(?m)^ACK [0-9]+ TICKS ([0-9]+)/).compactMap { Int($0.1) }
        #expect(try #require(ticks.max()) >= 3)
    }
}
