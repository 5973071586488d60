// SPDX-License-Identifier: MIT
// Synchronous code beside a domain's tasks.

extension Domain {
    /// Runs `body` on a stack of its own and suspends the calling task until it has returned.
    ///
    /// In `body` everything that waits without `async` lets other tasks go on. Nil, without a call of `body`, when
    /// there is no memory for a stack.
    public func onFiber<Result: Sendable>(_ body: @escaping @Sendable () -> Result) async -> Result?
    {
        await Fiber.run(in: stacks, on: loop, body)
    }
}
