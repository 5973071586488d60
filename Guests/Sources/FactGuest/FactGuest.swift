// The guest that proves facts about Xen and about the kernel on it. One image has all of them, since linking an image
// takes long; the last word of its command line says which to prove.
import Facts
import Guest
import _Concurrency

@main struct FactGuest {
    static func main() async {
        let groups: [(name: StaticString, prove: () async -> Void)] = [
            ("heap", HeapFacts.proveAll), ("time", time), ("tasks", tasks),
            ("sleepers", SleepersFacts.proveAll), ("fibers", fibers), ("events", events),
            ("xenstore", xenstore), ("shutdown", shutdown), ("suspend", SuspendFacts.proveAll),
            ("console", ConsoleFacts.proveAll), ("owner", owner), ("reader", reader),
            ("block", block), ("block-move", blockMove),
        ]
        let line = Guest.commandLine
        let wish = line.utf8.split(separator: UInt8(ascii: " ")).last
        for group in groups {
            let isWished = group.name.withUTF8Buffer { name in
                unsafe wish?.elementsEqual(name) ?? false
            }
            if isWished { return await group.prove() }
        }
        Guest.panic("the command line names no group of facts")
    }

    /// Time and randomness.
    private static func time() async {
        await prove("the clock goes forward", clockGoesForward)
        await prove("the wall clock shows the host's time", wallClockShowsTheHostsTime)
        await prove("sleeps end in order", sleepsEndInOrder)
        await prove("cancelling ends a sleep", cancellingEndsASleep)
        await prove("random words differ", randomWordsDiffer)
    }

    /// Swift's concurrency.
    private static func tasks() async {
        await prove("actors count right", actorsCountRight)
        await prove("groups collect results", groupsCollectResults)
        await prove("streams keep order", streamsKeepOrder)
    }

    /// Synchronous code that waits, beside tasks.
    private static func fibers() async {
        await prove("fibers wait beside tasks", fibersWaitBesideTasks)
    }

    /// Event channels.
    private static func events() async {
        await prove("events arrive", eventsArrive)
        await prove("waits end at their deadline", waitsEnd)
    }

    private static func xenstore() async {
        await prove("values are kept", valuesAreKept)
        await prove("watches fire", watchesFire)
        await prove("transactions retry", transactionsRetry)
    }

    /// The toolstack's request to power off: `xl shutdown`.
    private static func shutdown() async {
        await prove("a shutdown is requested", shutdownIsRequested)
    }

    /// The domain that shares a page; `reader` is the other one.
    private static func owner() async {
        await prove("an owner shares a page and takes it back", ownerSharesAPage)
    }

    /// The domain that uses a page of `owner`'s.
    private static func reader() async {
        await prove("a domain uses a page of another's", readerUsesAPage)
    }

    /// Disks of each kind that the lab has.
    private static func block() async {
        await prove("a disk with a cache takes barriers and flushes", diskWithACacheServes)
        await prove("a disk in memory serves", diskInMemoryServes)
        await prove("a disk of sectors of 4,096 bytes serves", diskOfLargeSectorsServes)
    }

    /// A disk whose domain is saved, restored and migrated.
    private static func blockMove() async {
        await prove("a disk goes along with its domain", diskFollowsItsDomain)
    }
}
