// SPDX-License-Identifier: MIT
// Transactions: all of their writes take effect together, or none do when another client changed
// what they touched (EAGAIN) or the domain was migrated meanwhile. The whole is then repeated, so
// the body must do nothing but call xenstore.

/// A transaction in progress; its operations are those of ``XenstoreAccess``.
public struct XenstoreTransaction: XenstoreAccess, Sendable {
    /// The connection.
    public let store: Xenstore
    /// Xenstore's number for the transaction, never zero, and the incarnation of the domain in
    /// which it began.
    public let transactionIdentifier: XenstoreTransactionIdentifier

    init(_ payload: [UInt8], incarnation: UInt32, in store: Xenstore) throws(XenstoreError) {
        guard let number = XenstoreText.number(XenstoreText.withoutZero(payload)),
            let identifier = UInt32(exactly: number), identifier != 0
        else { throw .malformed(.startTransaction) }
        self.store = store
        transactionIdentifier = XenstoreTransactionIdentifier(identifier, incarnation: incarnation)
    }

    fileprivate func abort() {
        store.post(.endTransaction, "F", in: transactionIdentifier)
    }
}

extension Xenstore {
    /// Runs `body` in a transaction and commits it. Repeats both on conflicts, at most 32 times. An
    /// error of the body aborts the transaction.
    ///
    ///     try await store.transaction { transaction async throws(XenstoreError) in
    ///         let count = try await transaction.readUInt64("data/count")
    ///         try await transaction.write("data/count", count + 1)
    ///     }
    ///
    /// - Parameter body: the work. It may run several times, so it does nothing but call xenstore,
    ///   by the transaction that it gets.
    /// - Returns: the result of the committed run of `body`.
    /// - Throws: what `body` throws; `conflict` after 32 attempts; another ``XenstoreError`` of
    ///   beginning or committing.
    public func transaction<Result>(
        _ body: (XenstoreTransaction) async throws(XenstoreError) -> Result
    ) async throws(XenstoreError) -> Result {
        for _ in 0..<Self.attemptLimit {
            // Read before the wait: a transaction that begins during a migration belongs to neither
            // incarnation.
            let incarnation = connection.incarnation
            let transaction: XenstoreTransaction
            let result: Result
            do throws(XenstoreError) {
                transaction = try await XenstoreTransaction(
                    perform(.startTransaction, "", in: .none), incarnation: incarnation, in: self)
            } catch {
                if error.isConflict { continue }
                throw error
            }
            do throws(XenstoreError) {
                result = try await body(transaction)
            } catch {
                transaction.abort()
                if error.isConflict { continue }
                throw error
            }
            do throws(XenstoreError) {
                _ = try await perform(
                    .endTransaction, "T", in: transaction.transactionIdentifier)
                return result
            } catch {
                guard error.isConflict else { throw error }
            }
        }
        throw .conflict(attempts: Self.attemptLimit)
    }

    /// Runs `body` in a transaction and commits it, without suspending.
    public func transaction<Result>(
        _ body: (XenstoreTransaction) throws(XenstoreError) -> Result
    ) throws(XenstoreError) -> Result {
        for _ in 0..<Self.attemptLimit {
            let incarnation = connection.incarnation
            let transaction: XenstoreTransaction
            let result: Result
            do throws(XenstoreError) {
                transaction = try XenstoreTransaction(
                    perform(.startTransaction, "", in: .none), incarnation: incarnation, in: self)
            } catch {
                if error.isConflict { continue }
                throw error
            }
            do throws(XenstoreError) {
                result = try body(transaction)
            } catch {
                transaction.abort()
                if error.isConflict { continue }
                throw error
            }
            do throws(XenstoreError) {
                _ = try perform(.endTransaction, "T", in: transaction.transactionIdentifier)
                return result
            } catch {
                guard error.isConflict else { throw error }
            }
        }
        throw .conflict(attempts: Self.attemptLimit)
    }
}
