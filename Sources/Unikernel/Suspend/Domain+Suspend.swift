// SPDX-License-Identifier: MIT
// Suspends the domain so that the toolstack can save or migrate it, and resumes it: as the same
// domain if the suspension was cancelled, else as a new one, which has this one's memory and
// registers and nothing more. The steps, with the functions that take them:
//
//     told        suspendables stop sending to peers                 tell
//     held        no request to xenstore is outstanding              Xenstore.hold
//     flushed     the daemon has read the console                    Console.prepareForSuspension
//     stopped     SCHEDOP_shutdown with SHUTDOWN_suspend (sched.h)   stop
//     placed      shared info is where it was, all ports masked      beginIncarnation
//     resumed     clock, ports, grants, console, xenstore            beginIncarnation
//     told        suspendables, in the same order                    resume

internal import CXen

extension Domain {
    /// Suspends the domain, which the toolstack has requested, and returns the outcome.
    ///
    /// Other tasks and fibers stop wherever they wait, and continue afterwards. Timers have as much
    /// time left as before; console, xenstore and its watches work. In a new domain a peer's event
    /// channels and mapped grants have ended, and grants to it are void. An owner of any registers
    /// as a ``Suspendable`` and has created them anew when this returns. What the domain wrote to
    /// xenstore is gone, too.
    ///
    /// - Throws: `alreadySuspending` or `refused`. Everything continues as before then.
    public func suspend() async throws(SuspendError) -> ResumeOutcome {
        guard !isSuspending else { throw .alreadySuspending }
        isSuspending = true
        defer { isSuspending = false }
        var told: [any Suspendable] = []
        tell(&told)
        await store?.hold()
        // No other code runs from here to the end of `stop`. Suspendables may have been added
        // during the wait.
        tell(&told)
        console?.prepareForSuspension()
        let outcome: ResumeOutcome
        do throws(HypervisorFault) {
            outcome = try stop()
        } catch {
            store?.release()
            await resume(told, .sameDomain)
            throw .refused(error)
        }
        store?.release()
        await resume(told, outcome)
        return outcome
    }

    private func tell(_ told: inout [any Suspendable]) {
        for suspendable in suspendables where !told.contains(where: { $0 === suspendable }) {
            told.append(suspendable)
            suspendable.domainWillSuspend()
        }
    }

    /// Notifies the suspendables of the resume, each on a fiber if there is memory for its stack.
    private func resume(_ told: [any Suspendable], _ outcome: ResumeOutcome) async {
        for suspendable in told where tells(suspendable) {
            // SAFETY: one virtual CPU, and the fiber ends before this continues.
            nonisolated(unsafe) let resumed = suspendable
            let answer: Void? = await onFiber { unsafe resumed.domainDidResume(outcome) }
            if answer == nil { suspendable.domainDidResume(outcome) }
        }
    }

    /// Stops the domain until the toolstack resumes it.
    private func stop() throws(HypervisorFault) -> ResumeOutcome {
        // The toolstack tells a domain that its suspension was cancelled only if it has asked Xen
        // for interrupts (libxc, `modify_returncode`). None is ever taken: the processor's
        // interrupt flag is clear.
        try? hypervisor.setParameter(.callback, to: Self.interruptByVector)
        defer { try? hypervisor.setParameter(.callback, to: 0) }
        if try hypervisor.shutdown(.suspend) { return .sameDomain }
        beginIncarnation()
        return .newDomain
    }

    /// The parameter for interrupts by a vector (hvm/params.h, `HVM_PARAM_CALLBACK_TYPE_VECTOR`).
    private static var interruptByVector: UInt64 {
        UInt64(HVM_PARAM_CALLBACK_TYPE_VECTOR) << 56 | 0xf3
    }

    /// Sets up Xen's shared pages, events, grants, console and xenstore in a new domain that has
    /// this one's memory.
    private func beginIncarnation() {
        placeSharedInfo()
        clock.goOn()
        events.endAll()
        madeGrants?.beginIncarnation()
        console?.goOn(in: self)
        // A connection that had ended stays so, but the next caller gets a new one.
        if store?.fault != nil { store = nil }
        store?.goOn(in: self)
    }

    /// Nothing works without the page. Xen refuses it only for lack of memory, which may pass.
    private func placeSharedInfo() {
        for _ in 0..<1000 {
            do throws(HypervisorFault) {
                try sharedInfo.place(on: machine)
                return
            } catch {
                hypervisor.yield()
            }
        }
        shutdown(.crash)
    }
}
