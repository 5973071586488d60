// SPDX-License-Identifier: MIT
// The virtual processor of a simulated domain. It is a thread, because Swift's concurrency runtime
// keeps state in thread-local storage: a domain that waits in the middle of a task must find its
// own when it continues. Only one thread runs at a time; a thread that passes the baton wakes one
// other and sleeps, so threads add no nondeterminism.
//
// The domain's code runs on a stack of its own on that thread, which can be abandoned when the
// domain ends.

internal import CScheduler
internal import CXenSimulation
internal import Glibc
internal import Unikernel

/// A domain's processor.
@safe final class VirtualProcessor: @unchecked Sendable {  // the simulation lets one run at a time
    enum State {
        /// Nothing is ready, no timer is set, no event can come.
        case idle
        case runnable
        /// Waits for one port, or any where nil, until a moment, or for ever where nil.
        case waiting(port: UInt32?, until: UInt64?)
        case ended
    }

    /// The size of a processor's stack in bytes.
    private static let stackSize = 4 << 20

    let id: DomainID
    /// Whether a wait has returned because the simulation ends.
    var wasToldToEnd = false
    private(set) var state = State.idle
    private unowned let simulation: Simulation
    private let loop: RunLoop
    private let baton = Baton()
    private var thread: pthread_t?
    private var stack: UnsafeMutableRawPointer?
    /// The saved stack pointers of the thread and the domain. They are not properties, because a
    /// switch writes one while the other stack may read it.
    private let stackPointers = UnsafeMutablePointer<UnsafeMutableRawPointer?>.allocate(capacity: 2)

    init(_ id: DomainID, loop: RunLoop, in simulation: Simulation) {
        self.id = id
        self.loop = loop
        self.simulation = simulation
        unsafe stackPointers.initialize(repeating: nil, count: 2)
        _ = Self.installed
    }

    deinit {
        unsafe stackPointers.deallocate()
    }

    // MARK: Called by others

    /// Runs `body` as if on this processor's thread, so that jobs it creates belong to this
    /// processor.
    func taking<Result>(_ body: () -> Result) -> Result {
        unsafe mirage_processor_set(Unmanaged.passUnretained(self).toOpaque())
        defer { mirage_processor_set(nil) }
        return body()
    }

    func take(_ job: Job) {
        unsafe loop.enqueue(job)
        if case .idle = state { state = .runnable }
    }

    func take(_ job: Job, at moment: UInt64) {
        unsafe loop.add(.run(job), at: Instant(nanoseconds: moment))
        if case .idle = state { state = .runnable }
    }

    func readClock() -> UInt64 {
        loop.now.nanoseconds
    }

    /// Ends a wait for this port, as Xen's `evtchn_check_pollers` does.
    func eventCame(_ port: UInt32) {
        guard case .waiting(let awaited, _) = state else { return }
        if awaited == nil || awaited == port { state = .runnable }
    }

    /// Ends a wait whose time has come.
    func expire(at now: UInt64) {
        if case .waiting(_, let moment?) = state, moment <= now { state = .runnable }
    }

    var deadline: UInt64? {
        if case .waiting(_, let moment) = state { moment } else { nil }
    }

    /// The state in words.
    var description: String {
        switch state {
        case .idle: "idle"
        case .runnable: "runnable"
        case .waiting(let port?, _): "waiting for port \(port)"
        case .waiting(nil, _): "waiting for any port"
        case .ended: "ended"
        }
    }

    var isRunnable: Bool {
        if case .runnable = state { true } else { false }
    }

    // MARK: Waiting, on its own thread

    func wait(for port: UInt32?, until moment: UInt64?) {
        state = .waiting(port: port, until: moment)
        simulation.passBaton(from: self)
        if case .waiting = state { state = .runnable }
    }

    func markEnded() {
        state = .ended
    }

    /// Switches away from the domain's stack for good.
    func leave() -> Never {
        unsafe mirage_fiber_switch(stackPointers + 1, stackPointers[0]!)
        fatalError("a stack that was left went on")
    }

    // MARK: The baton

    /// Wakes this processor's thread. The caller then stops or waits.
    func receiveBaton() {
        if thread == nil { start() }
        baton.signal()
    }

    func awaitBaton() {
        baton.wait()
    }

    /// Ends the thread, which is waiting or was never started.
    func end() {
        guard let thread else { return }
        baton.signal()
        pthread_join(thread, nil)
        self.thread = nil
        if let stack = unsafe stack {
            unsafe munmap(stack, Self.stackSize)
        }
        state = .ended
    }

    private func start() {
        unsafe stack = unsafe mmap(
            nil, Self.stackSize, PROT_READ | PROT_WRITE,
            MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE | MAP_STACK, -1, 0)
        unsafe precondition(stack != MAP_FAILED, "the host refuses a stack")
        unsafe mprotect(stack!, pageSize, PROT_NONE)
        var thread = pthread_t()
        let answer = unsafe pthread_create(
            &thread, nil, threadMain, Unmanaged.passUnretained(self).toOpaque())
        precondition(answer == 0, "the host refuses a thread")
        self.thread = thread
    }

    fileprivate func runThread() {
        unsafe mirage_processor_set(Unmanaged.passUnretained(self).toOpaque())
        baton.wait()
        let prepared = unsafe mirage_fiber_prepare(
            stack! + Self.stackSize, stackMain, Unmanaged.passUnretained(self).toOpaque())
        unsafe mirage_fiber_switch(stackPointers, prepared)
        mirage_processor_set(nil)
    }

    fileprivate func runLoop() -> UnsafeMutableRawPointer {
        while !simulation.isEnding {
            switch loop.iterate() {
            case .stuck:
                state = .idle
                simulation.passBaton(from: self)
            case .ran, .waited:
                simulation.iterationEnded(on: self)
            }
        }
        return unsafe stackPointers[0]!
    }
}

// SAFETY: the simulation keeps a processor until its thread has ended.
private func threadMain(_ context: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
    unsafe Unmanaged<VirtualProcessor>.fromOpaque(context!).takeUnretainedValue().runThread()
    return nil
}

private func stackMain(_ context: UnsafeMutableRawPointer) -> UnsafeMutableRawPointer {
    unsafe Unmanaged<VirtualProcessor>.fromOpaque(context).takeUnretainedValue().runLoop()
}

extension VirtualProcessor {
    // SAFETY: a thread's processor lives as long as the thread.
    private static func at(_ context: UnsafeMutableRawPointer) -> VirtualProcessor {
        unsafe Unmanaged<VirtualProcessor>.fromOpaque(context).takeUnretainedValue()
    }

    /// Installs, once, the hooks by which the concurrency runtime runs jobs, sleeps and clocks on
    /// processors.
    fileprivate static let installed: Void = unsafe mirage_processor_install(
        mirage_processor_functions(
            take: { unsafe at($0).take($1) },
            take_at: { unsafe at($0).take($1, at: $2) },
            now: { unsafe at($0).readClock() }))
}
