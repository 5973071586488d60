// SPDX-License-Identifier: MIT
// The number by which requests name their transaction. Xenstore counts anew for each domain, so after a domain was
// moved a number of before may be another transaction's: the number alone is not enough.

/// Which transaction a request belongs to.
public struct XenstoreTransactionIdentifier: Equatable, Sendable {
    /// Xenstore's number; zero for no transaction.
    public let number: UInt32
    /// How often the domain had become a new one when the transaction began.
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
