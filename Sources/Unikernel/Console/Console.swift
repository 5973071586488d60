// SPDX-License-Identifier: MIT
// The domain's text output and input: first the early output (a port that the hypervisor logs),
// then the ring to the console daemon. If the daemon breaks the ring, output returns to the early
// output.

package import XenRing

/// The domain's console.
///
/// Writing never fails and never allocates. It waits at most a second for each kilobyte, and at
/// most a second in all for a daemon that does not read.
@safe public final class Console: @unchecked Sendable {  // one virtual CPU
    private let earlyOutput: (UnsafeRawBufferPointer) -> Void
    private var ring: ConsoleRing?
    private var input = ConsoleInput()

    /// Creates a console that writes to `earlyOutput`, which must not allocate, until it has a
    /// ring.
    package init(earlyOutput: @escaping (UnsafeRawBufferPointer) -> Void) {
        unsafe self.earlyOutput = earlyOutput
    }

    /// Switches to the ring in the console's page, which outlives this object.
    ///
    /// Throws, and keeps the early output, when the page's counters are invalid.
    @unsafe package func attach(
        page: UnsafeMutableRawPointer, channel: EventChannel, on machine: any XenMachine,
        _ clock: DomainClock
    ) throws(RingFault) {
        // SAFETY: the caller guarantees the page.
        ring = try unsafe ConsoleRing(
            page: page, channel: channel, hypervisor: Hypervisor(on: machine), clock: clock)
    }

    /// Waits up to a second until the daemon has read the output, and reads pending input: the page
    /// does not move with the domain.
    func prepareForSuspension() {
        guard let ring else { return }
        ring.flushPatiently()
        // The ring holds eight pieces; a peer that fills it more than twice never stops typing.
        for _ in 0..<16 {
            guard let count = input.fill(from: ring), count > 0 else { return }
        }
    }

    /// Continues with the page of a new domain, or with the early output if no console works.
    func goOn(in domain: Domain) {
        guard let ring else { return }
        do throws(HypervisorFault) {
            if let page = try ToolstackPage(of: domain, frame: .consoleFrame, port: .consolePort),
                try goOn(ring, in: page, domain)
            {
                return
            }
        } catch {
            // A domain without a console continues.
        }
        self.ring = nil
    }

    private func goOn(_ ring: ConsoleRing, in page: ToolstackPage, _ domain: Domain)
        throws(HypervisorFault) -> Bool
    {
        do throws(RingFault) {
            // SAFETY: the toolstack's page lives as long as the domain.
            try unsafe ring.goOn(page: page.address)
        } catch {
            return false
        }
        try domain.events.goOn(with: ring.channel, at: page.port)
        return true
    }

    /// Returns to the early output and closes the port.
    public func detach() {
        ring?.channel.close()
        ring = nil
    }

    /// Bytes dropped because the daemon did not read.
    public var lostBytes: UInt64 { ring?.lostBytes ?? 0 }

    /// Whether text goes to the daemon and not to the early output.
    public var isAttached: Bool { ring.map { $0.fault == nil } ?? false }

    // MARK: Output

    /// Writes text.
    public func write(_ text: StaticString) {
        // SAFETY: a static string is never freed.
        unsafe write(
            UnsafeRawBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
    }

    /// Writes text.
    public func write(_ text: String) {
        // SAFETY: the bytes are borrowed for the call. All strings are native, so they lend without
        // a copy.
        unsafe text.utf8.withContiguousStorageIfAvailable { bytes in
            unsafe write(UnsafeRawBufferPointer(bytes))
        }
    }

    /// Writes bytes.
    public func write(_ bytes: UnsafeRawBufferPointer) {
        let done = unsafe ring?.write(bytes) ?? 0
        if done < bytes.count {
            unsafe earlyOutput(UnsafeRawBufferPointer(rebasing: bytes[done...]))
        }
    }

    /// Waits until the daemon has read everything; false when `deadline` came first. Returns at
    /// once without a ring.
    public func flush(until deadline: Instant) -> Bool {
        ring?.flush(until: deadline) ?? true
    }

    // MARK: Input

    /// Returns the next line without its end, which is CR, LF or both; nil when input has ended or
    /// `deadline` came first. A line of more than 4,096 bytes is returned in pieces. Only one task
    /// or fiber may read at a time.
    public func readLine(until deadline: Instant = .never) async -> [UInt8]? {
        while true {
            switch look({ $0.takeLine() }) {
            case .found(let line): return line
            case .over: return nil
            case .notYet(let channel): guard await channel.wait(until: deadline) else { return nil }
            }
        }
    }

    /// Returns the next line, without suspending.
    public func readLine(until deadline: Instant) -> [UInt8]? {
        while true {
            switch look({ $0.takeLine() }) {
            case .found(let line): return line
            case .over: return nil
            case .notYet(let channel): guard channel.wait(until: deadline) else { return nil }
            }
        }
    }

    /// Returns pending input, at least one byte; nil when input has ended or `deadline` came first.
    public func read(until deadline: Instant = .never) async -> [UInt8]? {
        while true {
            switch look({ $0.takeAll() }) {
            case .found(let bytes): return bytes
            case .over: return nil
            case .notYet(let channel): guard await channel.wait(until: deadline) else { return nil }
            }
        }
    }

    /// Returns pending input, without suspending.
    public func read(until deadline: Instant) -> [UInt8]? {
        while true {
            switch look({ $0.takeAll() }) {
            case .found(let bytes): return bytes
            case .over: return nil
            case .notYet(let channel): guard channel.wait(until: deadline) else { return nil }
            }
        }
    }

    private enum Look {
        case found([UInt8])
        case notYet(EventChannel)
        case over
    }

    /// Takes from the input what the reader asks for, if it is complete.
    private func look(_ take: (inout ConsoleInput) -> [UInt8]?) -> Look {
        while true {
            if let bytes = take(&input) { return .found(bytes) }
            guard let ring else { return .over }
            guard let count = input.fill(from: ring) else { return .over }
            if count == 0 { return .notYet(ring.channel) }
        }
    }
}
