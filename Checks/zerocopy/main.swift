// SPDX-License-Identifier: MIT
// Goal: tell what SQLite's reads and writes in a guest copy and grant, and fail when a count grows. Method: a simulated
// domain with a disk of one kind, a volume on it, and SQLite itself with its page cache in the pool; counts, no times.
// A program has one page cache, so a run is about one kind of backend (Tests/EndToEnd/zerocopy.sh runs all).
//
//     zerocopy persistent | granted | untrusted

import BlkfrontVFS
import BlockIO
import CSQLite
import Unikernel
import XenSimulation

#if canImport(Glibc)
import Glibc
#endif

/// A kind of backend.
struct Kind: Sendable {
    let name: String
    let isTrusted: Bool
    let isPersistent: Bool
    /// What each step may cost at most.
    let limits: [String: Cost]

    // Of a scan one block is copied, the first, since its header is read before the rest. On a disk that keeps grants
    // a page is granted once, so that what was read before costs nothing. The commits named by a journal mode are without
    // batches. A durable batch is lent; of 600 that change 300 pages by turns 342 pages are checkpointed, which is a copy,
    // since nobody waits for that; nothing is read back.
    static let all = [
        Kind(
            name: "persistent", isTrusted: true, isPersistent: true,
            limits: [
                "point read, cold": Cost(blocks: 7, copied: 0, grants: 7),
                "scan, cold": Cost(blocks: 401, copied: 1, grants: 395),
                "scan, again": Cost(blocks: 0, copied: 0, grants: 0),
                "scan, warm pool": Cost(blocks: 401, copied: 1, grants: 0),
                "commit, DELETE": Cost(blocks: 4, copied: 4, grants: 0),
                "commit, WAL": Cost(blocks: 2, copied: 2, grants: 0),
                "commit, MEMORY": Cost(blocks: 1, copied: 1, grants: 0),
                "durable batch of 1": Cost(blocks: 1, copied: 0, grants: 0),
                "durable batch of 11": Cost(blocks: 11, copied: 0, grants: 0),
                "ordered batch of 1": Cost(blocks: 1, copied: 1, grants: 0),
                "ordered batch of 11": Cost(blocks: 11, copied: 11, grants: 0),
                "600 batches of 1": Cost(blocks: 942, copied: 342, grants: 0),
            ]),
        Kind(
            name: "granted", isTrusted: true, isPersistent: false,
            limits: [
                "point read, cold": Cost(blocks: 7, copied: 0, grants: 7),
                "scan, cold": Cost(blocks: 401, copied: 1, grants: 414),
                "scan, again": Cost(blocks: 0, copied: 0, grants: 0),
                "scan, warm pool": Cost(blocks: 401, copied: 1, grants: 414),
                "commit, DELETE": Cost(blocks: 4, copied: 4, grants: 4),
                "commit, WAL": Cost(blocks: 2, copied: 2, grants: 2),
                "commit, MEMORY": Cost(blocks: 1, copied: 1, grants: 1),
                "durable batch of 1": Cost(blocks: 1, copied: 0, grants: 1),
                "durable batch of 11": Cost(blocks: 11, copied: 0, grants: 11),
                "ordered batch of 1": Cost(blocks: 1, copied: 1, grants: 1),
                "ordered batch of 11": Cost(blocks: 11, copied: 11, grants: 11),
                "600 batches of 1": Cost(blocks: 942, copied: 342, grants: 942),
            ]),
        Kind(
            name: "untrusted", isTrusted: false, isPersistent: true,
            limits: [
                "point read, cold": Cost(blocks: 7, copied: 7, grants: 7),
                "scan, cold": Cost(blocks: 401, copied: 402, grants: 414),
                "scan, again": Cost(blocks: 0, copied: 0, grants: 0),
                "scan, warm pool": Cost(blocks: 401, copied: 402, grants: 414),
                "commit, DELETE": Cost(blocks: 4, copied: 4, grants: 4),
                "commit, WAL": Cost(blocks: 2, copied: 2, grants: 2),
                "commit, MEMORY": Cost(blocks: 1, copied: 1, grants: 1),
                "durable batch of 1": Cost(blocks: 1, copied: 1, grants: 1),
                "durable batch of 11": Cost(blocks: 11, copied: 11, grants: 11),
                "ordered batch of 1": Cost(blocks: 1, copied: 1, grants: 1),
                "ordered batch of 11": Cost(blocks: 11, copied: 11, grants: 11),
                "600 batches of 1": Cost(blocks: 942, copied: 942, grants: 942),
            ]),
    ]
}

/// What a step cost.
struct Cost: Sendable, Equatable {
    var blocks: UInt64
    var copied: UInt64
    var grants: UInt64
}

guard CommandLine.arguments.count == 2,
    let kind = Kind.all.first(where: { $0.name == CommandLine.arguments[1] })
else {
    print("usage: zerocopy persistent | granted | untrusted")
    exit(2)
}

let session = Session(kind)
do {
    try session.run()
} catch {
    print("error: \(error)")
    exit(1)
}
exit(session.report() ? 0 : 1)
