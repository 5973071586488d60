// SPDX-License-Identifier: MIT
// The backend of a disk, in the control domain. It performs the xenbus handshake as Linux's blkback
// does, serves the ring with its own timing and order, and sees only what a real backend sees:
// keys, mapped pages, events.
//
// Like Linux it keeps no order among outstanding requests. A barrier waits for all before it,
// flushes, and then writes; requests after a barrier wait for nothing. A flush covers what was
// answered before it arrived.

internal import SeededRandom
internal import Unikernel
internal import XenRing

/// A simulated disk's backend.
@safe public final class SimulatedBlockBackend: @unchecked Sendable {  // one thread at a time
    /// The disk.
    public let disk: SimulatedDisk
    /// The injected failures.
    public var plan = BlockPlan()
    /// The hostile action; nil for none.
    public var hostileAction: BlockHostileAction?
    /// The hostile action affects one in so many answers.
    public var hostileActionRarity: UInt64 = 8
    /// The frontend's violations of the protocol.
    public internal(set) var violations: [String] = []
    /// The number of requests by operation (BLKIF_OP_*; an indirect request counts as the operation
    /// inside it).
    public internal(set) var taken: [UInt8: Int] = [:]
    /// The segment count of each read and write, in order.
    public internal(set) var segmentCounts: [Int] = []
    /// Whether the backend keeps its state, whatever the frontend does.
    public var isStuck = false
    /// Whether some outstanding writes reach the disk when the backend dies, in any order and
    /// unanswered, as when a domain is migrated away from a real one.
    public var drains = false
    /// Called with the operation and first block of each request, before it is executed.
    public var onRequest: ((UInt8, UInt64) -> Void)?
    /// The faults that a fuzzer injects; nil for none.
    public var faultInjection: BlockFaultInjection?

    let offer: BlockOffer
    let peer: SimulatedPeer
    let guest: SimulatedDomain
    var random: SeededRandom
    /// Whether it keeps sending events.
    var isNoisy = false
    /// Barriers that wait for all requests before them.
    var waitingBarriers: [(before: Int, run: () -> Void)] = []
    var arrivals = 0
    var arrivalsUnderWay: Set<Int> = []
    /// Writes not executed yet, by arrival.
    var undone: [Int: () -> Void] = [:]
    var ring: RingConnection?
    var persistentPages: [UInt32: SimulatedPeer.Mapping] = [:]
    var keptPages: [SimulatedPeer.Mapping] = []
    var lastIdentifier: UInt64 = 0
    /// The number of the connection, by which leftovers of an earlier one are dropped.
    var era = 0

    private let number: UInt32
    let toolstack: SimulatedToolstack
    private var isDead = false

    var simulation: Simulation { peer.simulation }
    var front: String { "/local/domain/\(guest.id.rawValue)/device/vbd/\(number)" }
    var back: String { "/local/domain/0/backend/vbd/\(guest.id.rawValue)/\(number)" }

    /// The ring of one connection.
    final class RingConnection {
        let memory: RingMemory
        var ring: BackRing
        let port: EventPort
        let pages: [SimulatedPeer.Mapping]
        var isPersistent = false
        /// Requests taken and not answered; the ring takes no more answers than that.
        var unanswered = 0
        /// The number of requests taken.
        var taken: UInt32 = 0

        init(memory: RingMemory, port: EventPort, pages: [SimulatedPeer.Mapping]) {
            self.memory = memory
            self.port = port
            self.pages = pages
            ring = BackRing(attachedTo: memory)
        }
    }

    /// Attaches a disk to `guest`, as `xl block-attach` does, and serves it.
    public init(
        _ disk: SimulatedDisk, for guest: SimulatedDomain, number: UInt32 = 51712,
        _ offer: BlockOffer = BlockOffer(), by toolstack: SimulatedToolstack
    ) {
        self.disk = disk
        self.guest = guest
        self.number = number
        self.offer = offer
        self.toolstack = toolstack
        peer = toolstack.peer
        random = SeededRandom(seed: peer.simulation.random.next())
        writeKeys()
        toolstack.xenstored.observers.append { [weak self] path in
            guard let self, path == self.front + "/state" else { return }
            self.later { self.frontChanged() }
        }
        later { if !self.isStuck { self.setState(2) } }
    }

    func writeKeys() {
        let store = toolstack.xenstored
        let home = "/local/domain/\(guest.id.rawValue)"
        let own = XenstorePermission(.control, .none)
        let readable = [own, XenstorePermission(guest.id, .read)]
        store.write(home + "/domid", "\(guest.id.rawValue)", permissions: readable)
        store.write(home + "/device", "", permissions: readable)
        let guests = [XenstorePermission(guest.id, .none), XenstorePermission(.control, .read)]
        store.write(home + "/device/vbd", "", permissions: readable)
        store.write(front, "", permissions: guests)
        store.write(front + "/backend", back, permissions: readable)
        store.write(front + "/backend-id", "0", permissions: readable)
        if let type = offer.deviceType {
            store.write(front + "/device-type", type, permissions: readable)
        }
        if !offer.isTrusted { store.write(front + "/trusted", "0", permissions: readable) }
        store.write(back, "", permissions: readable)
        store.write(back + "/frontend", front)
        store.write(back + "/mode", offer.isReadOnly ? "r" : "w")
        store.write(back + "/state", "1")
        if offer.indirectSegments > 0 {
            store.write(back + "/feature-max-indirect-segments", "\(offer.indirectSegments)")
        }
        if offer.ringPageOrder > 0 {
            store.write(back + "/max-ring-page-order", "\(offer.ringPageOrder)")
        }
        store.write(front + "/state", "1", permissions: guests)
    }

    // MARK: Xenbus

    /// Schedules `body` after a random delay; dropped when the backend has died.
    func later(_ body: @escaping () -> Void) {
        let delay = UInt64.random(in: 1...200_000, using: &random)
        simulation.schedule(afterNanoseconds: delay) { [self] in
            if !isDead { body() }
        }
    }

    /// Writes the backend's state.
    public func setState(_ state: Int) {
        write("state", "\(state)")
    }

    /// Writes one of the backend's keys.
    public func write(_ key: String, _ value: String) {
        toolstack.xenstored.write(back + "/" + key, value)
        toolstack.stirXenstored()
    }

    private func frontValue(_ key: String) -> String? {
        toolstack.xenstored.value(front + "/" + key).map { String(decoding: $0, as: UTF8.self) }
    }

    private var state: String {
        String(decoding: toolstack.xenstored.value(back + "/state") ?? [], as: UTF8.self)
    }

    private func frontChanged() {
        guard !isStuck else { return }
        switch frontValue("state") {
        case "1" where state == "6": setState(2)
        case "3" where ring == nil: connect()
        case "5" where ring != nil || state != "6": setState(5)
        case "6":
            disconnect()
            setState(6)
        default: break
        }
    }

    private func connect() {
        do {
            let pages = try ringReferences().map {
                try peer.map($0, of: guest.id, access: .readWrite)
            }
            let port = EventPort(UInt32(frontValue("event-channel") ?? "") ?? 0)
            let local = try peer.bind(to: guest.id, port)
            // SAFETY: a ring's pages are contiguous in the guest and thus on the host; they stay
            // until `disconnect`.
            let memory = unsafe RingMemory(
                at: pages[0].bytes, byteCount: pages.count * 4096, slotSize: 112)
            let connection = RingConnection(memory: memory, port: local, pages: pages)
            connection.isPersistent = offer.persistent && frontValue("feature-persistent") == "1"
            ring = connection
            era += 1
            peer.onEvent(local) { [unowned self] in later { self.serve() } }
        } catch {
            violations.append("connecting: \(error)")
            return
        }
        writeLateKeys()
        later { [self] in
            setState(4)
            serve()
        }
    }

    private func ringReferences() throws -> [GrantReference] {
        guard let order = frontValue("ring-page-order").flatMap({ Int($0) }) else {
            return [GrantReference(UInt32(frontValue("ring-ref") ?? "") ?? 0)]
        }
        if order > offer.ringPageOrder { violations.append("a ring of order \(order)") }
        return (0..<1 << order).map {
            GrantReference(UInt32(frontValue("ring-ref\($0)") ?? "") ?? 0)
        }
    }

    private func writeLateKeys() {
        var keys = [
            "sectors": "\(disk.blockCount * 8)", "info": offer.isReadOnly ? "4" : "0",
            "sector-size": "\(offer.sectorSize)",
            "physical-sector-size": "\(offer.physicalSectorSize)",
            "feature-flush-cache": offer.flush ? "1" : "0",
            "feature-barrier": offer.barrier ? "1" : "0",
        ]
        if offer.discard {
            keys["feature-discard"] = "1"
            keys["discard-granularity"] = "4096"
            keys["discard-alignment"] = "0"
        }
        if offer.persistent { keys["feature-persistent"] = "1" }
        keys.merge(offer.keys) { $1 }
        for key in keys.keys.sorted() {
            toolstack.xenstored.write(back + "/" + key, keys[key]!)
        }
        for (key, value) in (faultInjection?.keys ?? [:]).sorted(by: { $0.key < $1.key }) {
            if let value {
                toolstack.xenstored.write(back + "/" + key, value)
            } else {
                toolstack.xenstored.remove(back + "/" + key)
            }
        }
    }

    func disconnect() {
        guard let connection = ring else { return }
        ring = nil
        era += 1
        arrivalsUnderWay = []
        waitingBarriers = []
        undone = [:]
        for page in connection.pages { peer.unmap(page) }
        for page in persistentPages.values { peer.unmap(page) }
        persistentPages = [:]
        for page in keptPages { peer.unmap(page) }
        keptPages = []
        try? peer.close(connection.port)
    }

    // MARK: Events in its life

    /// Overwrites every writable page it kept mapped after answering; returns their number.
    public func scribble() -> Int {
        let pages = keptPages.filter { $0.access == .readWrite }
        for page in pages {
            // SAFETY: the backend has the page mapped for writing.
            unsafe page.bytes.initializeMemory(as: UInt8.self, repeating: 0xbb, count: 4096)
        }
        return pages.count
    }

    /// Unmaps the pages kept after answering.
    public func letGo() {
        for page in keptPages { peer.unmap(page) }
        keptPages = []
    }

    /// Resizes the disk.
    public func resize(to blockCount: UInt64) {
        disk.blockCount = blockCount
        write("sectors", "\(blockCount * 8)")
        setState(4)
    }

    /// Asks the frontend to close, as `xl block-detach` does.
    public func close() {
        setState(5)
    }

    /// Dies at once: releases pages and ports, and removes its keys.
    public func die() {
        for (_, write) in undone.sorted(by: { $0.key < $1.key }).shuffled(using: &random)
        where drains && random.isRare(2) { write() }
        disconnect()
        isDead = true
        toolstack.xenstored.remove(back)
        toolstack.stirXenstored()
    }
}
