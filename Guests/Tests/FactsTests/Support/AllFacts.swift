// SPDX-License-Identifier: MIT
// The facts that one domain can prove by itself.

import Facts

extension Fact {
    /// Those that need Xen alone, or nothing.
    static let ofXen = [
        Fact("clockGoesForward", clockGoesForward), Fact("sleepsEndInOrder", sleepsEndInOrder),
        Fact("cancellingEndsASleep", cancellingEndsASleep),
        Fact("randomWordsDiffer", randomWordsDiffer), Fact("eventsArrive", eventsArrive),
        Fact("waitsEnd", waitsEnd), Fact("actorsCountRight") { _ in await actorsCountRight() },
        Fact("groupsCollectResults") { _ in await groupsCollectResults() },
        Fact("streamsKeepOrder") { _ in await streamsKeepOrder() },
        Fact("fibersWaitBesideTasks", fibersWaitBesideTasks),
    ]

    /// Those that need xenstore.
    static let ofXenstore = [
        Fact("valuesAreKept", valuesAreKept), Fact("watchesFire", watchesFire),
        Fact("transactionsRetry", transactionsRetry),
    ]

    static let owner = Fact("ownerSharesAPage", ownerSharesAPage)
    static let reader = Fact("readerUsesAPage", readerUsesAPage)
    static let shutdown = Fact("shutdownIsRequested", shutdownIsRequested)
    static let calledOff = Fact(
        "calledOffSuspensionChangesNothing", calledOffSuspensionChangesNothing)
    static let restored = Fact("restoredDomainGoesOn", restoredDomainGoesOn)

    /// Fibers that it has at a time, whose stacks are kept for others.
    var stacks: Int { description == "fibersWaitBesideTasks" ? 2 : 0 }
}
