// SPDX-License-Identifier: MIT
// The connection's calls to its tracer. Without one, a call costs a pointer check and a statement
// nothing.
#if !hasFeature(Embedded)
extension Connection {
    func startTracing(_ trace: StoreTrace?) {
        guard let trace else { return }
        let tracer = StatementTracer(trace, path: path)
        unsafe tracer.watch(handle)
        self.tracer = tracer
    }

    /// Reports that a call for a statement failed.
    @inline(never) @usableFromInline
    func traceFailure(_ error: StoreError, of statement: borrowing Statement) {
        // SAFETY: the address is only compared.
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
