// SPDX-License-Identifier: MIT
// Stacks for fibers. Each has an unmapped guard page below it, so an overflow faults. Released
// stacks are kept for later fibers.

/// The stack of one fiber.
@safe package struct FiberStack {
    /// The lowest usable address.
    package let base: UnsafeMutableRawPointer
    /// The end of the stack, where it begins to grow downward.
    package let top: UnsafeMutableRawPointer
}

/// A pool of stacks.
public final class FiberStacks: @unchecked Sendable {  // one virtual CPU
    private let machine: any Machine
    private let pageCount: Int
    private var free: [FiberStack] = []

    /// Creates a pool of stacks of `pageCount` pages of 4,096 bytes. SQLite's deepest calls fit
    /// into 16.
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
        // SAFETY: the machine returned `pageCount` pages from `base` on.
        return unsafe FiberStack(base: base, top: base + pageCount * pageSize)
    }

    func give(back stack: FiberStack) {
        free.append(stack)
    }
}
