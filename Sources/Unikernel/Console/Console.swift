// SPDX-License-Identifier: MIT
// Where a domain's text goes to and comes from: first the early output (a port that the hypervisor logs), then
// the ring to the console daemon; the early output again if the daemon breaks the ring.

package import XenRing

/// The domain's console.
///
/// Writing never fails, takes no memory and waits at most a second for each kilobyte, for a daemon that does not read
/// at most a second in all.
@safe public final class Console: @unchecked Sendable {  // one virtual CPU
    private let earlyOutput: (UnsafeRawBufferPointer) -> Void
    private var ring: ConsoleRing?
    private var input = ConsoleInput()

    /// A console that writes to `earlyOutput`, which takes no memory, until it has a ring.
    package init(earlyOutput: @escaping (UnsafeRawBufferPointer) -> Void) {
        unsafe self.earlyOutput = earlyOutput
    }

    /// Goes over to the ring in the console's page, which outlives this object.
    ///
    /// Throws, and stays with the early output, when the page's counters cannot be.
    @unsafe package func attach(
        page: UnsafeMutableRawPointer, channel: EventChannel, on machine: any Machine,
        _ clock: DomainClock
    ) throws(RingFault) {
        // SAFETY: the caller promises the page.
        ring = try unsafe ConsoleRing(
            page: page, channel: channel, hypervisor: Hypervisor(on: machine), clock: clock)
    }

    /// Has everything read that was written, as far as the daemon does that within a second, and takes what was
    /// typed: the page does not go along when the domain does.
    func prepareForSuspension() {
        guard let ring else { return }
        ring.flushPatiently()
        // The ring holds eight pieces; more than two rings full is a peer that types all the time.
        for _ in 0..<16 {
            guard let count = input.fill(from: ring), count > 0 else { return }
        }
    }

    /// Goes on with the page of a new domain; with the early output if there is none, or none that works.
    func goOn(in domain: Domain) {
        guard let ring else { return }
        do throws(HypervisorFault) {
            if let page = try ToolstackPage(of: domain, frame: .consoleFrame, port: .consolePort),
                try goOn(ring, in: page, domain)
            {
                return
            }
        } catch {
            // No console is no reason to stop.
        }
        self.ring = nil
    }

    private func goOn(_ ring: ConsoleRing, in page: ToolstackPage, _ domain: Domain)
        throws(HypervisorFault) -> Bool
    {
        do throws(RingFault) {
            // SAFETY: the toolstack's page stays for as long as the domain does.
            try unsafe ring.goOn(page: page.address)
        } catch {
            return false
        }
        try domain.events.goOn(with: ring.channel, at: page.port)
        return true
    }

    /// Goes back to the early output and gives the port back.
    public func detach() {
        ring?.channel.close()
        ring = nil
    }

    /// Bytes that were dropped because nobody read them.
    public var lostBytes: UInt64 { ring?.lostBytes ?? 0 }

    /// Whether text goes to the daemon, not to the early output.
    public var isAttached: Bool { ring.map { $0.fault == nil } ?? false }

    // MARK: Output

    /// Writes text.
    public func write(_ text: StaticString) {
        // SAFETY: a static string is alive for good.
        unsafe write(
            UnsafeRawBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
    }

    /// Writes text.
    public func write(_ text: String) {
        // SAFETY: the bytes are lent for the call. Native strings, the only ones there are, lend without a copy.
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

    /// Waits until the daemon has read everything; false when `deadline` came first. Without a ring there is
    /// nothing to wait for.
    public func flush(until deadline: Instant) -> Bool {
        ring?.flush(until: deadline) ?? true
    }

    // MARK: Input

    /// The next line, without its end, which is CR, LF or both; nil when there is no input (any more) or
    /// `deadline` came first. A line of more than 4,096 bytes comes in pieces. One task or fiber at a time reads.
    public func readLine(until deadline: Instant = .never) async -> [UInt8]? {
        while true {
            switch look({ $0.takeLine() }) {
            case .found(let line): return line
            case .over: return nil
            case .notYet(let channel): guard await channel.wait(until: deadline) else { return nil }
            }
        }
    }

    /// The same without suspending.
    public func readLine(until deadline: Instant) -> [UInt8]? {
        while true {
            switch look({ $0.takeLine() }) {
            case .found(let line): return line
            case .over: return nil
            case .notYet(let channel): guard channel.wait(until: deadline) else { return nil }
            }
        }
    }

    /// The bytes that have come, at least one; nil when there is no input (any more) or `deadline` came first.
    public func read(until deadline: Instant = .never) async -> [UInt8]? {
        while true {
            switch look({ $0.takeAll() }) {
            case .found(let bytes): return bytes
            case .over: return nil
            case .notYet(let channel): guard await channel.wait(until: deadline) else { return nil }
            }
        }
    }

    /// The same without suspending.
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

    /// Takes what the reader wants from the input, as far as it has come.
    private func look(_ take: (inout ConsoleInput) -> [UInt8]?) -> Look {
        while true {
            if let bytes = take(&input) { return .found(bytes) }
            guard let ring else { return .over }
            guard let count = input.fill(from: ring) else { return .over }
            if count == 0 { return .notYet(ring.channel) }
        }
    }
}
