// SPDX-License-Identifier: MIT
// How long a transaction's handle may use its connection. `inout` and noncopyable keep a handle within its closure, but
// two of them can change places (`swap`), and then one is still there when its transaction has ended.
//
// I1  A connection's leases have numbers that are never given out twice.
// I2  `Connection.lease` is the number of the innermost transaction or savepoint whose closure runs; 0 outside of all.
import Synchronization

/// A handle's right to use its connection: it ends with the closure, and rests while an inner savepoint's is given out.
@usableFromInline
struct Lease {
    @usableFromInline let connection: Connection
    private let number: Int

    fileprivate init(_ connection: Connection, _ number: Int) {
        self.connection = connection
        self.number = number
    }

    /// Fails unless it is this handle's turn to use the connection.
    @usableFromInline
    func check() throws(StoreError) {
        // Another thread may have the connection by now: that its lease has another number is all we want to know.
        if connection.lease.load(ordering: .relaxed) == number { return }
        throw .transactionEnded(path: connection.path)
    }
}

extension Connection {
    /// Runs `body` with a lease that ends with it.
    func lend<Result>(
        _ body: (Lease) throws(StoreError) -> Result
    ) throws(StoreError) -> Result {
        let outer = lease.load(ordering: .relaxed)
        lastLease += 1
        lease.store(lastLease, ordering: .relaxed)
        defer { lease.store(outer, ordering: .relaxed) }
        return try body(Lease(self, lastLease))
    }
}
