// SPDX-License-Identifier: MIT
// Domains that play the other side of the page-sharing facts as badly as Xen lets them: they answer wrongly, at the wrong
// time or never, let go too early or hold on. In the end each gives back what it has, as one that is destroyed does.

import Unikernel

/// Chance that is not the simulation's, which belongs to whoever runs.
struct Chance: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) {
        state = seed &* 2 &+ 1
    }

    /// Knuth's multiplier for words of 64 bits, and the better half of the state twice.
    mutating func next() -> UInt64 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        let high = state >> 32
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return high << 32 | state >> 32
    }
}

/// The side that owns the page, against `readerUsesAPage`.
func ownPageBadly(_ domain: Domain, against peer: DomainID, _ seed: UInt64) async throws {
    var chance = Chance(seed: seed)
    let store = try domain.xenstore()
    let access: GrantAccess = Bool.random(using: &chance) ? .readOnly : .readWrite
    let page = try GrantedPage(in: domain.grants, to: peer, access: access)
    let channel = try domain.events.allocate(for: peer)
    defer { channel.close() }
    let isTruthful = chance.next() % 4 > 0
    unsafe page.bytes.storeBytes(
        of: isTruthful ? 0x6d69_7261_6765_2121 : chance.next(), as: UInt64.self)
    let reference = chance.next() % 5 == 0 ? chance.next() : UInt64(page.reference.rawValue)
    let port = chance.next() % 5 == 0 ? chance.next() : UInt64(channel.port.rawValue)
    try await publish(reference, at: "data/grant", for: peer, store)
    try await publish(port, at: "data/port", for: peer, store)
    for _ in 0..<20 {
        switch chance.next() % 5 {
        case 0: try? channel.notify()
        case 1: unsafe page.bytes.storeBytes(of: chance.next(), as: UInt64.self)
        case 2 where chance.next() % 8 == 0: channel.close()
        case 3: _ = await channel.wait(until: domain.loop.now.advanced(byNanoseconds: 5_000_000))
        default: _ = await domain.loop.sleep(nanoseconds: chance.next() % 50_000_000)
        }
    }
}

/// The side that uses the page, against `ownerSharesAPage`.
func usePageBadly(_ domain: Domain, of owner: DomainID, _ seed: UInt64) async throws {
    var chance = Chance(seed: seed)
    let store = try domain.xenstore()
    let home = "/local/domain/\(owner.rawValue)/data"
    let reference = try await number(at: "\(home)/grant", store, domain.loop)
    let port = try await number(at: "\(home)/port", store, domain.loop)
    let channel = try domain.events.bind(
        to: owner, EventPort(UInt32(truncatingIfNeeded: port)))
    defer { channel.close() }
    for _ in 0..<Int(chance.next() % 4) + 1 {
        let page = try domain.grants.map(
            GrantReference(UInt32(truncatingIfNeeded: reference)), from: owner, access: .readWrite)
        let isTruthful = chance.next() % 2 == 0
        unsafe page.bytes.storeBytes(
            of: isTruthful ? 0x6865_6172_6420_7961 : chance.next(), toByteOffset: 8, as: UInt64.self
        )
        for _ in 0..<6 {
            switch chance.next() % 4 {
            case 0, 1: try? channel.notify()
            case 2: unsafe page.bytes.storeBytes(of: chance.next(), as: UInt64.self)
            default: _ = await domain.loop.sleep(nanoseconds: chance.next() % 2_000_000_000)
            }
        }
        // The page is let go of here, and perhaps taken again.
    }
    if Bool.random(using: &chance) { _ = await domain.loop.sleep(nanoseconds: 30_000_000_000) }
}

private func publish(_ value: UInt64, at path: String, for peer: DomainID, _ store: Xenstore)
    async throws
{
    try await store.write(path, value)
    let own = try await store.permissions(path).first?.domain ?? .control
    try await store.setPermissions(
        path, [XenstorePermission(own, .none), XenstorePermission(peer, .read)])
}

private func number(at path: String, _ store: Xenstore, _ loop: RunLoop) async throws -> UInt64 {
    for _ in 0..<1000 {
        if let number = try? await store.readUInt64(path) { return number }
        _ = await loop.sleep(nanoseconds: 10_000_000)
    }
    return try await store.readUInt64(path)
}
