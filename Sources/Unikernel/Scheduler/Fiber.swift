// SPDX-License-Identifier: MIT
// Synchronous code on a stack of its own. C code such as SQLite's cannot suspend; on a fiber it can wait all
// the same, because the fiber's stack stays where it is while the run loop goes on with something else.
//
// Invariants: 1. A fiber runs only in `resume`, called by the run loop on its own stack. 2. `park` is called on
// the fiber's stack and returns there. 3. The stack is given back after the body has returned, never before.

internal import CScheduler

/// A piece of work on a stack of its own, which may wait without stopping the rest of the domain.
@safe public final class Fiber: @unchecked Sendable {  // one virtual CPU
    private var body: (() -> Void)?
    /// Where the fiber goes on, and where the loop does. Not properties: a switch writes one on one stack while
    /// the other stack reads the other, which Swift would take for accesses that overlap.
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
    /// `body` may call everything that waits without `async`, such as ``Signal/wait(until:)-(Instant)``.
    /// Tasks and other fibers go on meanwhile. Returns nil, without having called `body`, when there is no
    /// memory for a stack.
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
        // The raise came from the fiber's own stack, in its last act before it left for good.
        stacks.give(back: stack)
        return answer.value
    }

    /// Starts `body`, which never returns, on a fiber that nobody waits for; false when there is no memory for a stack.
    package static func start(
        in stacks: FiberStacks, on loop: RunLoop, _ body: @escaping () -> Never
    ) -> Bool {
        guard let stack = stacks.take() else { return false }
        loop.enqueue(Fiber(stack: stack) { body() })
        return true
    }

    /// Goes on with the fiber until it parks or ends.
    func resume() {
        // SAFETY: both pointers are those that the last switch saved; the stack is live by invariant 3.
        unsafe mirage_fiber_switch(stackPointers + 1, stackPointers[0]!)
    }

    /// Leaves the fiber's stack until the run loop resumes it.
    func park() {
        // SAFETY: called on the fiber's own stack (invariant 2), which `resume` left for this one.
        unsafe mirage_fiber_switch(stackPointers, stackPointers[1]!)
    }

    /// Runs the body on the fiber's stack and says where to go on when it has returned.
    fileprivate func run() -> UnsafeMutableRawPointer {
        body?()
        body = nil
        return unsafe stackPointers[1]!
    }
}

/// Where a fiber leaves what its body returned.
private final class FiberAnswer<Value>: @unchecked Sendable {  // written once
    var value: Value?
}

/// The first function on a fiber's stack.
private func fiberEntry(_ context: UnsafeMutableRawPointer) -> UnsafeMutableRawPointer {
    // SAFETY: the pointer is that of the fiber being resumed, which the run loop holds.
    unsafe Unmanaged<Fiber>.fromOpaque(context).takeUnretainedValue().run()
}
