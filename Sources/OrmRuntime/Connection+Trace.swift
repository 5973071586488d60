// SPDX-License-Identifier: MIT
// Where a connection's work meets its tracer. Without one, a call pays a look at a pointer, and a statement nothing.
#if !hasFeature(Embedded)
extension Connection {
    func startTracing(_ trace: StoreTrace?) {
        guard let trace else { return }
        let tracer = StatementTracer(trace, path: path)
        unsafe tracer.watch(handle)
        self.tracer = tracer
    }

    /// Says that a statement's call failed.
    @inline(never) @usableFromInline
    func traceFailure(_ error: StoreError, of statement: borrowing Statement) {
        // SAFETY: the address is compared with others.
        tracer?.flush(error, of: unsafe Int(bitPattern: statement.handle))
    }

    /// Reports the last statement of a call.
    func endTrace() { tracer?.flush() }
}
#else
extension Connection {
    @inline(__always) @usableFromInline
    func traceFailure(_ error: StoreError, of statement: borrowing Statement) {}

    @inline(__always) func endTrace() {}
}
#endif
