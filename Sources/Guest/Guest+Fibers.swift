// SPDX-License-Identifier: MIT
// What the package's fiber code needs of a guest, with Xen and without.

package import Unikernel

extension Guest {
    /// Returns a pool of fiber stacks of `pageCount` pages each.
    package static func stacks(pageCount: Int) -> FiberStacks {
        FiberStacks(on: GuestMachine(), pageCount: pageCount)
    }

    /// Returns a 64-bit random word, unpredictable where the processor has RDRAND.
    package static func randomWord() -> UInt64 { Entropy.word() }
}
