// SPDX-License-Identifier: MIT
// When a commit returns. In every mode commits become durable in order.

/// When a commit returns.
public enum CommitMode: Equatable, Sendable, CaseIterable {
    /// When the transaction survives a power cut.
    case durable
    /// When its place in the order is fixed. A power cut may lose the last commits, latest first.
    case ordered
    /// Like `ordered`, but a write-ahead log, which keeps the order by itself, sends nothing at a
    /// commit, so several commits share an epoch. For group commit: the commits are deferred until
    /// a `PRAGMA flush`.
    case gathered

    /// The mode's name in `PRAGMA commit_mode`.
    var word: String {
        switch self {
        case .durable: "durable"
        case .ordered: "ordered"
        case .gathered: "gathered"
        }
    }
}
