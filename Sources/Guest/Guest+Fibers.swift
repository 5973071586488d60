// SPDX-License-Identifier: MIT
// What parts of the package that run on fibers need of a guest, on Xen and without.

package import Unikernel

extension Guest {
    /// A supply of stacks for fibers of `pageCount` pages each.
    package static func stacks(pageCount: Int) -> FiberStacks {
        FiberStacks(on: GuestMachine(), pageCount: pageCount)
    }

    /// Sixty-four bits nobody can predict, where the processor provides them.
    package static func randomWord() -> UInt64 { Entropy.word() }
}
