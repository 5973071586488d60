// SPDX-License-Identifier: MIT
// All guarantees for guests hold on real Xen, and those that do not need Xen also hold without it.
import Foundation
import LabSupport
import Testing

/// The guests of the package Guests. One part runs after the other, since the emulator takes one processor.
@Suite(.serialized, .ifLabIsWanted)
enum GuestTests {}

extension GuestTests {
    @Suite struct Images {
        @Test("images are no larger than they may be")
        func sizes() async throws {
            try await Command(
                Checkout.file("Tools/guest-sizes.sh"),
                ["--built", Checkout.file(".build/guests").path]
            ).succeed()
        }
    }
}
