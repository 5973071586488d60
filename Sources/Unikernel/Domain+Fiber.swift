// SPDX-License-Identifier: MIT
// Runs synchronous code beside a domain's tasks.

extension Domain {
    /// Runs `body` on a fiber and suspends the calling task until it has returned.
    ///
    /// Every wait in `body` lets other tasks run. Returns nil, without calling `body`, when there
    /// is no memory for a stack.
    public func onFiber<Result: Sendable>(_ body: @escaping @Sendable () -> Result) async -> Result?
    {
        await Fiber.run(in: stacks, on: loop, body)
    }
}
