// SPDX-License-Identifier: MIT
// Identifies a transaction in requests. Xenstore counts anew for each domain, so after a migration
// an earlier number may be another transaction's: the number alone is not unique.

/// The transaction of a request.
public struct XenstoreTransactionIdentifier: Equatable, Sendable {
    /// Xenstore's number; zero for no transaction.
    public let number: UInt32
    /// The incarnation of the domain in which the transaction began.
    let incarnation: UInt32

    init(_ number: UInt32, incarnation: UInt32) {
        self.number = number
        self.incarnation = incarnation
    }

    /// No transaction.
    public static var none: XenstoreTransactionIdentifier {
        XenstoreTransactionIdentifier(0, incarnation: 0)
    }
}
