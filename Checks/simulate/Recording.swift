// SPDX-License-Identifier: MIT
// Makes a trace: a simulated Xen, a domain with a disk, on it a volume, SQLite and generated store code, all as in a
// guest; the disk tells what happens to it.
//
//     Session -> generated code -> OrmRuntime -> SQLite -> VFS -> Volume -> OrderingChecker -> BlockFront -> ring
//     -> SimulatedBlockBackend -> SimulatedDisk -> trace

import Blkfront
import BlkfrontVFS
import BlockIO
import CSQLite
import DiskVolume
import SeededRandom
import Unikernel
import XenSimulation

/// Why there is no trace.
struct RecordingFailure: Error, CustomStringConvertible {
    var description: String
}

/// A trace in the making.
final class Recording: @unchecked Sendable {  // the simulation runs one thread at a time
    private let setting: Setting
    private let contents = Contents()
    private let simulation: Simulation
    private let toolstack: SimulatedToolstack
    private let guest: SimulatedDomain
    private let disk: SimulatedDisk
    private var backends: [SimulatedBlockBackend] = []
    private var checker: OrderingChecker?
    private var isRecording = false
    private var isDone = false
    private var isAtWork = false
    private var trace: Trace

    /// Runs the workload of a setting and returns its trace.
    static func trace(_ setting: Setting) throws -> Trace {
        let simulation = Simulation(seed: setting.seed)
        defer { simulation.end() }
        let recording = try Recording(setting, simulation)
        try recording.run()
        return recording.trace
    }

    private init(_ setting: Setting, _ simulation: Simulation) throws {
        self.setting = setting
        self.simulation = simulation
        toolstack = SimulatedToolstack(in: simulation)
        guest = try simulation.start()
        _ = try toolstack.serve(guest)
        disk = SimulatedDisk(
            blockCount: UInt64(setting.blockCount), hasCache: setting.disk != .writeThrough,
            seed: setting.seed)
        trace = Trace(
            setting: setting, contents: contents, base: [:], events: [], states: [],
            violations: [], blocksPerRequest: 11)
        disk.observer = { [unowned self] in take($0) }
        addBackend()
    }

    private func addBackend() {
        var offer = setting.disk.offer
        if setting.pages != .none {
            // Some machines are restored where the disk's backend is not trusted.
            offer.isTrusted = backends.count % 3 != 2
            offer.persistent = setting.pages == .persistent
        }
        backends.append(SimulatedBlockBackend(disk, for: guest, offer, by: toolstack))
        backends[backends.count - 1].drains = true
        // Saving a machine takes longer than a usual request.
        if setting.moves { backends[backends.count - 1].plan.latency = 4_000_000 }
    }

    private func take(_ event: DiskEvent) {
        switch event {
        case .write(let block, let bytes, let sequence):
            let content = contents.number(of: bytes)
            let epoch = checker?.diskWrote(Int(block), content, sequence) ?? 0
            note(.write(block: Int(block), content: content, sequence: sequence, epoch: epoch))
        case .complete(let sequences):
            checker?.diskCompleted(sequences)
            note(.complete(sequences))
        case .durable(let horizon):
            checker?.diskMadeDurable(before: horizon)
            note(.durable(before: horizon))
        }
    }

    private func note(_ event: TraceEvent) {
        if isRecording { trace.events.append(event) }
    }

    // MARK: Running

    /// How often the machine is saved and restored at most.
    private var moveLimit: Int { setting.moves ? 12 : 0 }

    private func run() throws {
        toolstack.outcomeOfSuspension = { [unowned self] in
            backends[backends.count - 1].die()
            note(.resumed)
            simulation.schedule(afterNanoseconds: 1) { [self] in addBackend() }
            return .newDomain
        }
        let stacks = FiberStacks(on: guest.machine, pageCount: 64)
        let work = simulation.spawn(in: guest) { [self] domain in
            let problem = await Fiber.run(in: stacks, on: domain.loop) { [self] in
                defer { isDone = true }
                do {
                    try self.work(domain)
                    return nil as String?
                } catch {
                    return "\(error)"
                }
            }
            if let problem = problem ?? "no stack" { throw RecordingFailure(description: problem) }
        }
        let moves = simulation.spawn(in: guest) { [self] domain in
            var random = SeededRandom(seed: mixed(setting.seed, 0x30fe))
            for _ in 0..<moveLimit {
                let pause = UInt64.random(in: 1...6_000_000, using: &random)
                repeat {
                    _ = await domain.loop.sleep(nanoseconds: pause)
                } while !isAtWork && !isDone
                guard !isDone else { return }
                _ = try await domain.suspend()
            }
        }
        try simulation.run(limit: 20_000_000) { work.isDone && moves.isDone }
        _ = try work.value()
        _ = try moves.value()
        trace.violations += backends.flatMap(\.violations)
    }

    /// Has SQLite's pages be the domain's, and the disk know them.
    private func share(_ domain: Domain, _ volume: Volume) {
        let machine = domain.machine
        let pool = unsafe PagePool(
            limit: 31 + Int(setting.seed % 3) * 100, chunkSize: 31,
            source: PagePool.Source {
                unsafe machine.allocatePages($0)
            } deallocate: {
                unsafe machine.deallocatePages($0, $1)
            })
        PageCache.use(pool)
        volume.share(pool)
    }

    private func work(_ domain: Domain) throws {
        let device = try domain.disk("xvda", options: setting.disk.options)
        defer { device.close() }
        trace.blocksPerRequest = device.geometry.blocksPerRequest
        let checker = OrderingChecker(device, contents)
        self.checker = checker
        var random = SeededRandom(seed: setting.seed)
        try Volume.format(
            checker, identity: (random.next(), random.next()), slots: setting.slotCount)
        for block in 0..<UInt64(setting.blockCount) {
            let content = contents.number(of: disk.content(block))
            if content != Contents.zero { trace.base[Int(block)] = content }
        }
        isRecording = true
        isAtWork = true
        let volume = try Volume(on: checker, options: setting.mountOptions) {
            random.next()
        }
        if setting.pages != .none { share(domain, volume) }
        defer { PageCache.use(nil) }
        let vfs = try VolumeVFS.register(
            volume, asDefault: true, options: setting.vfsOptions,
            environment: VFSEnvironment(
                now: { 1_800_000_000_000 }, random: { random.next() }, sleep: { _ in }))
        defer { vfs.unregister() }
        // After the VFS's own, which reserves bytes in new databases.
        ConnectionHook.install()
        let session = Session(setting) { self.note($0) }
        do {
            try session.run()
        } catch {
            throw RecordingFailure(
                description: "\(error) (\(vfs.lastFailure.map { "\($0)" } ?? "no failure"))")
        }
        trace.states = session.states
        trace.lentCount = checker.lentCount
        trace.violations += checker.violations
    }
}

extension DiskKind {
    var offer: BlockOffer {
        switch self {
        case .barrier: BlockOffer { $0.barrier = true }
        case .barrierOnly:
            BlockOffer {
                $0.barrier = true
                $0.flush = false
            }
        case .flush: BlockOffer()
        case .writeThrough: BlockOffer { $0.flush = false }
        }
    }

    var options: BlockOptions {
        var options = BlockOptions()
        options.assumesWriteThrough = self == .writeThrough
        return options
    }

    /// The class of such a disk.
    var durability: DurabilityClass {
        switch self {
        case .barrier, .barrierOnly: .barrier
        case .flush: .flush
        case .writeThrough: .writeThrough
        }
    }
}
