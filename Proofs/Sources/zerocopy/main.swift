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

/// A kind of backend, and what each step may copy and grant at most with it.
struct Kind: Sendable {
    let name: String
    let isTrusted: Bool
    let isPersistent: Bool
    let limits: [String: Price]

    static let all = [
        Kind(
            name: "persistent", isTrusted: true, isPersistent: true,
            limits: [:]),
        Kind(
            name: "granted", isTrusted: true, isPersistent: false,
            limits: [:]),
        Kind(
            name: "untrusted", isTrusted: false, isPersistent: true,
            limits: [:]),
    ]
}

/// What a step cost.
struct Price: Sendable, Equatable {
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
