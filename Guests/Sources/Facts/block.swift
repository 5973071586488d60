// Disks: the meeting with a real backend, and that what was written is read, in this boot and in the next.
import Blkfront
import BlockIO
import Unikernel
import _Concurrency

/// What a disk has to be.
private struct Expectation: Sendable {
    var name: StaticString
    var durability: DurabilityClass
    /// 16 megabytes.
    var blockCount: UInt64 = 4096
}

/// A disk with a cache, `xvda`, takes barriers and flushes.
public func diskWithACacheServes(_ domain: Domain) async -> Verdict {
    await diskServes(Expectation(name: "xvda", durability: .barrier), domain)
}

/// A disk that says nothing of a cache, `xvdb`, serves and counts as volatile.
public func diskInMemoryServes(_ domain: Domain) async -> Verdict {
    await diskServes(Expectation(name: "xvdb", durability: .volatile), domain)
}

/// A disk with sectors of 4,096 bytes, `xvdc`, serves.
public func diskOfLargeSectorsServes(_ domain: Domain) async -> Verdict {
    await diskServes(Expectation(name: "xvdc", durability: .volatile), domain)
}

/// Turns what a disk does wrong into a fact that does not hold.
func disk<Result>(_ reason: StaticString, _ body: () throws(BlockFault) -> Result)
    throws(Failure) -> Result
{
    do throws(BlockFault) {
        return try body()
    } catch {
        print("disk: \(error)")
        throw Failure(reason: reason)
    }
}

func open(
    _ name: StaticString, _ options: BlockOptions, of domain: Domain
) throws(Failure) -> BlockFront {
    do throws(DiskError) {
        return try domain.disk("\(name)", options: options)
    } catch {
        throw Failure(reason: "the disk could not be opened")
    }
}

/// Has `body` run on a fiber, so that it may wait for a disk while tasks go on.
func onFiber(
    _ domain: Domain, _ body: @escaping @Sendable (Domain) throws(Failure) -> Void
) async -> Verdict {
    let verdict: Verdict? = await domain.onFiber {
        do throws(Failure) {
            try body(domain)
            return .holds
        } catch {
            return .fails(error.reason)
        }
    }
    return verdict ?? .fails("there is no memory for a fiber")
}

/// A disk that is there is listed, is what its backend offers, and takes back what was written; when it is closed
/// nothing stays granted.
private func diskServes(_ expected: Expectation, _ domain: Domain) async -> Verdict {
    await onFiber(domain) { (domain) throws(Failure) in
        for order in 0...1 {
            var options = BlockOptions()
            options.ringPageOrderLimit = order
            options.usesPersistentGrants = order == 0
            try serve(expected, options, seed: UInt64(order + 1), domain)
        }
    }
}

private func serve(
    _ expected: Expectation, _ options: BlockOptions, seed: UInt64, _ domain: Domain
) throws(Failure) {
    let device = try open(expected.name, options, of: domain)
    try require(device.durability == expected.durability, "the disk is of another class")
    try require(device.geometry.blockCount == expected.blockCount, "the disk is of another size")
    try disk("writing failed") { () throws(BlockFault) in
        // 40 neighbours, written one by one, then some apart, in epochs of their own.
        for block in 0..<40 as Range<UInt64> { try write(block, seed, device) }
        try device.closeEpoch()
        for block in 0..<10 as Range<UInt64> { try write(100 + 3 * block, seed, device) }
        try device.closeEpoch()
        try write(5, seed + 100, device)
        try device.flush()
    }
    let requests = UInt64(
        (40 + device.geometry.blocksPerRequest - 1)
            / device.geometry.blocksPerRequest)
    if device.durability == .flush || device.durability == .volatile {
        try require(device.counters.writes == requests + 11, "neighbours were not sent together")
    }
    try disk("reading failed") { () throws(BlockFault) in
        for block in 0..<40 as Range<UInt64> {
            guard try holds(block, block == 5 ? seed + 100 : seed, device) else {
                throw .readFailed(BlockRange(start: block, count: 1))
            }
        }
        for block in 0..<10 as Range<UInt64> {
            guard try holds(100 + 3 * block, seed, device) else {
                throw .readFailed(BlockRange(start: 100 + 3 * block, count: 1))
            }
        }
    }
    report(expected.name, device)
    device.close()
    domain.grants.reclaim()
    try require(domain.grants.counters.active == 0, "a page is still granted")
    try require(domain.grants.counters.quarantined == 0, "the backend keeps a page")
}

private func report(_ name: StaticString, _ device: BlockFront) {
    let counters = device.counters
    print("\(name): \(device.durability), \(device.geometry.blockCount) blocks")
    print("  blocks a request: \(device.geometry.blocksPerRequest)")
    print("  persistent grants: \(device.usesPersistentGrants)")
    print("  reads \(counters.reads), writes \(counters.writes), barriers \(counters.barriers)")
    print("  flushes \(counters.flushes), segments \(counters.segments), waits \(counters.waits)")
}

func write(_ block: UInt64, _ seed: UInt64, _ device: BlockFront) throws(BlockFault) {
    let words = [UInt64](repeating: block << 32 | seed, count: blockSize / 8)
    // SAFETY: the words are a block's worth and alive during the call.
    try unsafe words.withUnsafeBufferPointer { (words) throws(BlockFault) in
        try unsafe device.write(to: block, from: UnsafeRawBufferPointer(words))
    }
}

func holds(_ block: UInt64, _ seed: UInt64, _ device: BlockFront) throws(BlockFault)
    -> Bool
{
    var words = [UInt64](repeating: 0, count: blockSize / 8)
    // SAFETY: as above.
    try unsafe words.withUnsafeMutableBufferPointer { (words) throws(BlockFault) in
        try unsafe device.read(from: block, into: UnsafeMutableRawBufferPointer(words))
    }
    for word in words where word != block << 32 | seed { return false }
    return true
}
