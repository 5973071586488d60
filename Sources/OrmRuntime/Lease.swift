// SPDX-License-Identifier: MIT
// Limits how long a transaction's handle may use its connection. `inout` and noncopyable keep a
// handle within its closure, but `swap` can exchange two of them, and one then outlives its
// transaction.
//
// I1  A connection's lease numbers are never reused.
// I2  `Connection.lease` is the number of the innermost running transaction or savepoint, or 0
//     outside of all.
import Synchronization

/// A handle's right to use its connection. It ends with the closure and is suspended while an inner
/// savepoint has one.
@usableFromInline
struct Lease {
    @usableFromInline let connection: Connection
    private let number: Int

    fileprivate init(_ connection: Connection, _ number: Int) {
        self.connection = connection
        self.number = number
    }

    /// Throws unless this is the innermost lease.
    @usableFromInline
    func check() throws(StoreError) {
        // Another thread may have the connection by now. All that matters is that its lease has
        // another number.
        if connection.lease.load(ordering: .relaxed) == number { return }
        throw .transactionEnded(path: connection.path)
    }
}

extension Connection {
    /// Runs `body` with a lease that ends when it returns.
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
