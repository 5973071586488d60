// SPDX-License-Identifier: MIT
// Stacks for fibers: each has an unmapped page below it, so that running over ends in a fault report and not
// in somebody else's memory. A stack that was used once is kept for the next fiber.

/// The stack of one fiber.
@safe package struct FiberStack {
    /// The lowest usable address.
    package let base: UnsafeMutableRawPointer
    /// The address after the highest, where a stack begins.
    package let top: UnsafeMutableRawPointer
}

/// A supply of stacks.
public final class FiberStacks: @unchecked Sendable {  // one virtual CPU
    private let machine: any Machine
    private let pageCount: Int
    private var free: [FiberStack] = []

    /// A supply of stacks of `pageCount` pages of 4,096 bytes each. SQLite's deepest calls fit into 16.
    public init(on machine: any Machine, pageCount: Int = 16) {
        self.machine = machine
        self.pageCount = pageCount
    }

    deinit {
        for stack in free {
            unsafe machine.deallocateStack(stack.base, pageCount)
        }
    }

    func take() -> FiberStack? {
        if let stack = free.popLast() { return stack }
        guard let base = unsafe machine.allocateStack(pageCount) else { return nil }
        // SAFETY: the machine gave `pageCount` pages from `base` on.
        return unsafe FiberStack(base: base, top: base + pageCount * pageSize)
    }

    func give(back stack: FiberStack) {
        free.append(stack)
    }
}
