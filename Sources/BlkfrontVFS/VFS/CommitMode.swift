// SPDX-License-Identifier: MIT
// What a commit waits for. Either way commits become durable in their order, none without those before it.

/// When a commit returns.
public enum CommitMode: Equatable, Sendable, CaseIterable {
    /// When the transaction survives a power cut.
    case durable
    /// As soon as its place in the order is fixed: a power cut may take the last commits, the latest first.
    case ordered
    /// As `ordered`, where a write-ahead log keeps the order by itself: nothing is sent for a commit, so that several of
    /// them are one epoch. For group commit: the commits are deferred until a `PRAGMA flush`.
    case gathered

    /// The word for it in `PRAGMA commit_mode`.
    var word: StaticString {
        switch self {
        case .durable: "durable"
        case .ordered: "ordered"
        case .gathered: "gathered"
        }
    }
}
