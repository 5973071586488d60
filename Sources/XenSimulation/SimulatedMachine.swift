// SPDX-License-Identifier: MIT
// The machine under a simulated domain: memory of the simulated host, virtual time, and hypercalls
// to the model of Xen.
//
// SAFETY: addresses are those of the domain's window or of a stack that this machine allocated and
// has not freed.

internal import CXen
internal import CXenSimulation
internal import Glibc
internal import SeededRandom
public import Unikernel

/// The machine under a simulated domain.
@safe public final class SimulatedMachine: XenMachine {
    /// Unused guest frames, for Xen's pages and peers' grants.
    private static let unusedFrames = 4096
    /// The frames after the domain's memory for the toolstack's pages: xenstore's and the
    /// console's.
    private static let toolstackFrames = 2

    /// The present domain; each restore replaces it.
    private(set) var xen: XenDomain
    unowned let simulation: Simulation
    private var random: SeededRandom
    private var pages: PageArena
    private var nextUnused: UInt64
    private var stacks: [UInt: Int] = [:]
    /// The first of the toolstack's frames.
    private let firstToolstackFrame: UInt64
    /// The toolstack's handler of suspensions.
    var suspensionHandler: SuspensionHandler?
    /// Pages that were freed too early.
    private(set) var violations: [Leak] = []
    /// The ports that the toolstack made, which do not count as leaks.
    private(set) var toolstackPorts: Set<UInt32> = []

    init(_ id: DomainID, in simulation: Simulation, memoryPages: Int, maximumGrantFrames: Int) {
        self.simulation = simulation
        firstToolstackFrame = UInt64(1 + memoryPages)
        random = SeededRandom(seed: simulation.random.next())
        let reserved = Self.toolstackFrames + Self.unusedFrames
        xen = XenDomain(
            id, in: simulation, frameCount: 1 + memoryPages + reserved,
            maximumGrantFrames: maximumGrantFrames)
        pages = PageArena(first: 1, count: memoryPages)
        nextUnused = UInt64(1 + memoryPages + Self.toolstackFrames)
        let memory = simulation.host.allocate(memoryPages + Self.toolstackFrames)
        xen.memory.add(memory, memoryPages + Self.toolstackFrames, at: 1, .memory, writable: true)
        forbidFreePages()
        xen.memoryMap = [(0, firstToolstackFrame * UInt64(pageSize), 1)]
        build(storeFrame: firstToolstackFrame, consoleFrame: firstToolstackFrame + 1)
    }

    /// The domain's number.
    var id: DomainID { xen.id }

    /// Replaces the domain by a new one with its memory, as the toolstack restores one: with other
    /// pages and ports for xenstore and the console.
    func restore(as domain: XenDomain) {
        xen = domain
        forbidFreePages()
        var frames = [firstToolstackFrame, firstToolstackFrame + 1]
        frames.shuffle(using: &random)
        for frame in frames { unsafe memset(domain.memory.address(of: frame), 0, pageSize) }
        build(storeFrame: frames[0], consoleFrame: frames[1])
    }

    /// Sets up what libxl does for a PVH domain before its first instruction.
    private func build(storeFrame: UInt64, consoleFrame: UInt64) {
        do throws(XenError) {
            let storePort = try xen.allocateUnbound(id.rawValue, DomainID.control.rawValue)
            let consolePort = try xen.allocateUnbound(id.rawValue, DomainID.control.rawValue)
            toolstackPorts = [storePort, consolePort]
            try xen.permit(UInt32(GNTTAB_RESERVED_CONSOLE), .control, consoleFrame)
            try xen.permit(UInt32(GNTTAB_RESERVED_XENSTORE), .control, storeFrame)
            xen.parameters = [
                UInt32(HVM_PARAM_STORE_PFN): storeFrame,
                UInt32(HVM_PARAM_STORE_EVTCHN): UInt64(storePort),
                UInt32(HVM_PARAM_CONSOLE_PFN): consoleFrame,
                UInt32(HVM_PARAM_CONSOLE_EVTCHN): UInt64(consolePort),
            ]
        } catch {
            fatalError("a new domain has no room for its first two ports")
        }
    }

    /// Tells AddressSanitizer, where it is active, which pages are in use.
    private func forbidFreePages() {
        guard Self.guardCount > 0 else { return }
        unsafe mirage_memory_forbid(
            xen.memory.address(of: 1), (firstToolstackFrame - 1) * UInt64(pageSize))
        for (frame, count) in pages.allocations {
            unsafe mirage_memory_permit(
                xen.memory.address(of: frame), UInt64((count - Self.guardCount) * pageSize))
        }
    }

    // MARK: Instructions

    /// Three cycles for each nanosecond of virtual time; a reading takes some time.
    public var timestampCounter: UInt64 {
        simulation.charge(Cost.counterReading)
        return Counter.reading(at: simulation.now) &+ xen.counterLead
    }

    /// Returns a random word from the seed.
    public func randomWord() -> UInt64 {
        random.next()
    }

    /// Makes a hypercall to the model of Xen.
    public func hypercall(
        _ call: Hypercall, _ first: UInt, _ second: UInt, _ third: UInt, _ fourth: UInt
    ) -> Int {
        simulation.charge(Cost.hypercall)
        // Activity of others just before and just after the call makes races.
        simulation.mayPreempt()
        defer { simulation.mayPreempt() }
        do throws(XenError) {
            return try answer(call, Int32(truncatingIfNeeded: first), second, third)
        } catch {
            return error.answer
        }
    }

    // MARK: Pages

    /// Guard pages that are left unused after each allocation.
    private static let guardCount = Int(mirage_guard_page_count())

    /// Allocates zeroed pages of the domain's memory.
    public func allocatePages(_ count: Int) -> UnsafeMutableRawPointer? {
        guard let first = pages.allocate(count + Self.guardCount) else { return nil }
        let address = unsafe xen.memory.address(of: first)
        unsafe mirage_memory_permit(address, UInt64(count * pageSize))
        unsafe memset(address, 0, count * pageSize)
        return unsafe address
    }

    /// Frees pages, and records those that another domain could still use.
    public func deallocatePages(_ address: UnsafeMutableRawPointer, _ count: Int) {
        guard let first = unsafe xen.memory.frame(of: address) else {
            preconditionFailure("pages are given back that never were the domain's")
        }
        pages.deallocate(first, count + Self.guardCount)
        unsafe mirage_memory_forbid(address, UInt64(count * pageSize))
        for frame in first..<first + UInt64(count) where xen.isShared(frame) {
            violations.append(.freedWhileGranted(id, frame: frame))
        }
    }

    /// Allocates a stack on the host, with an inaccessible page below it.
    public func allocateStack(_ pageCount: Int) -> UnsafeMutableRawPointer? {
        let lowest = unsafe mmap(
            nil, (pageCount + 1) * pageSize, PROT_READ | PROT_WRITE,
            MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0)
        guard let lowest = unsafe lowest, unsafe lowest != MAP_FAILED else { return nil }
        unsafe mprotect(lowest, pageSize, PROT_NONE)
        unsafe stacks[UInt(bitPattern: lowest + pageSize)] = pageCount
        return unsafe lowest + pageSize
    }

    /// Frees a stack.
    public func deallocateStack(_ base: UnsafeMutableRawPointer, _ pageCount: Int) {
        // The simulation's end has freed its stacks already.
        guard !isReleased else { return }
        let known = stacks.removeValue(forKey: UInt(bitPattern: base))
        precondition(known == pageCount, "a stack is given back that never was one")
        unsafe munmap(base - pageSize, (pageCount + 1) * pageSize)
    }

    /// Returns the guest frame of an address in the domain's memory.
    public func frame(of address: UnsafeRawPointer) -> UInt64 {
        guard let frame = unsafe xen.memory.frame(of: address) else {
            preconditionFailure("a frame is asked for of an address that is not the domain's")
        }
        return frame
    }

    /// Returns the address of a frame that the toolstack placed.
    public func map(frame: UInt64) -> UnsafeMutableRawPointer? {
        unsafe xen.memory[frame] == nil ? nil : xen.memory.address(of: frame)
    }

    /// Reserves unused guest frames.
    public func reserveFrames(_ count: Int) -> UnsafeMutableRawPointer? {
        guard nextUnused + UInt64(count) <= xen.memory.frameCount else { return nil }
        defer { nextUnused += UInt64(count) }
        return unsafe xen.memory.address(of: nextUnused)
    }

    // MARK: The end

    private var isReleased = false

    /// Releases the machine's resources of the host.
    func release() {
        isReleased = true
        for (base, pageCount) in stacks {
            unsafe munmap(
                UnsafeMutableRawPointer(bitPattern: base)! - pageSize, (pageCount + 1) * pageSize)
        }
        stacks = [:]
    }

    /// Pages and stacks that have not been freed.
    var kept: [Leak] {
        pages.allocations.sorted { $0.key < $1.key }.map {
            .pages(id, frame: $0.key, count: $0.value - Self.guardCount)
        } + stacks.values.map { .stack(id, pageCount: $0) }
    }
}
