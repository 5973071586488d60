// SPDX-License-Identifier: MIT
// Fibers: synchronous code, each on its own stack. C code such as SQLite cannot suspend. On a fiber
// it can wait, because its stack stays in place while the run loop runs other work.
//
// Invariants:
// 1. A fiber runs only in `resume`, called by the run loop on its own stack.
// 2. `park` is called on the fiber's stack and returns there.
// 3. The stack is released after the body has returned, never before.

internal import CScheduler

/// Synchronous work on a stack of its own, which may wait without blocking the rest of the domain.
@safe public final class Fiber: @unchecked Sendable {  // one virtual CPU
    private var body: (() -> Void)?
    /// The saved stack pointers of fiber and loop. They are not properties: a switch writes one on
    /// one stack while the other stack reads the other, which Swift would treat as overlapping
    /// accesses.
    private let stackPointers = UnsafeMutablePointer<UnsafeMutableRawPointer?>.allocate(capacity: 2)

    private init(stack: FiberStack, body: @escaping () -> Void) {
        self.body = body
        unsafe stackPointers.initialize(repeating: nil, count: 2)
        unsafe stackPointers[0] = mirage_fiber_prepare(
            stack.top, fiberEntry, Unmanaged.passUnretained(self).toOpaque())
    }

    deinit {
        unsafe stackPointers.deallocate()
    }

    /// Runs `body` on a fiber and suspends the calling task until it has returned.
    ///
    /// `body` may call everything that waits without `async`, such as `wait(until:)` of a
    /// ``Signal``. Tasks and other fibers run meanwhile. Returns nil, without calling `body`, when
    /// there is no memory for a stack.
    public static func run<Result: Sendable>(
        in stacks: FiberStacks, on loop: RunLoop, _ body: @escaping @Sendable () -> Result
    ) async -> Result? {
        guard let stack = stacks.take() else { return nil }
        let answer = FiberAnswer<Result>()
        let done = Signal(on: loop)
        let fiber = Fiber(stack: stack) {
            answer.value = body()
            done.raise()
        }
        loop.enqueue(fiber)
        _ = await done.wait()
        // The fiber raised the signal on its own stack, as its last act before leaving it for good.
        stacks.give(back: stack)
        return answer.value
    }

    /// Starts `body`, which never returns, on a fiber; false when there is no memory for a stack.
    package static func start(
        in stacks: FiberStacks, on loop: RunLoop, _ body: @escaping () -> Never
    ) -> Bool {
        guard let stack = stacks.take() else { return false }
        loop.enqueue(Fiber(stack: stack) { body() })
        return true
    }

    /// Runs the fiber until it parks or ends.
    func resume() {
        // SAFETY: the last switch saved both pointers; the stack is live by invariant 3.
        unsafe mirage_fiber_switch(stackPointers + 1, stackPointers[0]!)
    }

    /// Switches from the fiber's stack to the run loop, until `resume`.
    func park() {
        // SAFETY: called on the fiber's own stack (invariant 2), which `resume` left for this one.
        unsafe mirage_fiber_switch(stackPointers, stackPointers[1]!)
    }

    /// Runs the body on the fiber's stack and returns the stack pointer to continue at.
    fileprivate func run() -> UnsafeMutableRawPointer {
        body?()
        body = nil
        return unsafe stackPointers[1]!
    }
}

/// The result of a fiber's body.
private final class FiberAnswer<Value>: @unchecked Sendable {  // written once
    var value: Value?
}

/// The first function on a fiber's stack.
private func fiberEntry(_ context: UnsafeMutableRawPointer) -> UnsafeMutableRawPointer {
    // SAFETY: the pointer is that of the fiber being resumed, which the run loop holds.
    unsafe Unmanaged<Fiber>.fromOpaque(context).takeUnretainedValue().run()
}
