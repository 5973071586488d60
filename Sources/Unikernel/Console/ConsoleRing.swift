// SPDX-License-Identifier: MIT
// The console's page (io/console.h): rings of 1,024 bytes of input and 2,048 of output. The peer, a
// console daemon, may be slow, gone or hostile. Output waits a bounded time for room. Then it drops
// and counts bytes, and does not wait again before the peer has read some. Nothing here allocates,
// so output works in a crash.
//
// Lines end with CR LF, as Linux guests write them (hvc and ONLCR): `xl console` shows bytes on a
// raw terminal, and xenconsoled's logs split lines at LF.

internal import XenRing

/// The rings of a console.
final class ConsoleRing {
    /// How long a writer waits for room; xenconsoled pauses up to 200 ms for a domain that writes
    /// much.
    static let patience: UInt64 = 1_000_000_000
    /// Bytes that the peer must read before a writer gets a new time-out.
    static let worthwhile = 1024
    /// The interval at which a full ring is polled: a millisecond.
    static let interval: UInt64 = 1_000_000

    let channel: EventChannel
    /// The peer's violation of the protocol; neither direction is used after it.
    private(set) var fault: RingFault?
    /// Bytes dropped since the start.
    private(set) var lostBytes: UInt64 = 0

    private let hypervisor: Hypervisor
    private let clock: DomainClock
    private var output: ByteRingProducer
    private var input: ByteRingConsumer
    /// Dropped bytes not reported to the reader yet.
    private var unreported: UInt64 = 0
    private var lastByte: UInt8 = 0
    /// The end of the present write's wait for room, and the bytes written since it was set. A
    /// reader that takes single bytes thus does not extend the wait with each.
    private var waitEnd: Instant?
    private var progress = 0

    /// Creates the rings in the console's page, which outlives them.
    @unsafe init(
        page: UnsafeMutableRawPointer, channel: EventChannel, hypervisor: Hypervisor,
        clock: DomainClock
    ) throws(RingFault) {
        self.channel = channel
        self.hypervisor = hypervisor
        self.clock = clock
        // SAFETY: the caller guarantees the page.
        output = try unsafe Self.output(in: page)
        input = try unsafe Self.input(in: page)
    }

    /// Continues in the page of a new domain; its daemon starts without a fault.
    @unsafe func goOn(page: UnsafeMutableRawPointer) throws(RingFault) {
        // SAFETY: as above.
        output = try unsafe Self.output(in: page)
        input = try unsafe Self.input(in: page)
        fault = nil
    }

    // SAFETY: the offsets of `xencons_interface`.
    @unsafe private static func output(in page: UnsafeMutableRawPointer) throws(RingFault)
        -> ByteRingProducer
    {
        try unsafe ByteRingProducer(
            ByteRingLayout(page: page, offset: 1024, size: 2048, producer: 3084, consumer: 3080))
    }

    @unsafe private static func input(in page: UnsafeMutableRawPointer) throws(RingFault)
        -> ByteRingConsumer
    {
        try unsafe ByteRingConsumer(
            ByteRingLayout(page: page, offset: 0, size: 1024, producer: 3076, consumer: 3072))
    }

    // MARK: Output

    /// Writes bytes, with a CR before each LF that has none. Returns how many were written or
    /// dropped: fewer than all when the ring is dead.
    func write(_ bytes: UnsafeRawBufferPointer) -> Int {
        waitEnd = nil
        progress = 0
        var start = 0
        while start < bytes.count, fault == nil {
            var end = start
            while end < bytes.count, unsafe bytes[end] != UInt8(ascii: "\n") { end += 1 }
            if end > start {
                unsafe put(UnsafeRawBufferPointer(rebasing: bytes[start..<end]))
                unsafe lastByte = bytes[end - 1]
            }
            if end < bytes.count, fault == nil {
                if lastByte == UInt8(ascii: "\r") { put("\n") } else { put("\r\n") }
                lastByte = UInt8(ascii: "\n")
                end += 1
            }
            if fault == nil { start = end }
        }
        notify()
        return start
    }

    /// Waits until the peer has read everything; false when `deadline` came first or the ring is
    /// dead.
    func flush(until deadline: Instant) -> Bool {
        notify()
        while fault == nil {
            do throws(RingFault) {
                if try output.isDrained() { return true }
            } catch {
                fault = error
            }
            guard clock.now < deadline else { return false }
            pause(until: deadline)
        }
        return false
    }

    /// Waits until the peer has read everything, as long as for room in a full ring.
    func flushPatiently() {
        _ = flush(until: clock.now.advanced(byNanoseconds: Self.patience))
    }

    private func put(_ text: StaticString) {
        // SAFETY: a static string is never freed.
        unsafe put(
            UnsafeRawBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
    }

    private func put(_ bytes: UnsafeRawBufferPointer) {
        if unreported > 0 { reportLoss() }
        unsafe transfer(bytes)
    }

    private func transfer(_ bytes: UnsafeRawBufferPointer) {
        var done = 0
        while done < bytes.count, fault == nil {
            do throws(RingFault) {
                let count = try unsafe output.write(
                    UnsafeRawBufferPointer(rebasing: bytes[done...]))
                done += count
                progress += count
                if done < bytes.count, try !waitForRoom() {
                    lose(bytes.count - done)
                    return
                }
            } catch {
                fault = error
            }
        }
    }

    /// Waits for room; false when there is none in time, or the last wait failed.
    private func waitForRoom() throws(RingFault) -> Bool {
        guard unreported == 0 else { return false }
        notify()
        if progress >= Self.worthwhile { waitEnd = nil }
        let deadline = waitEnd ?? clock.now.advanced(byNanoseconds: Self.patience)
        if waitEnd == nil {
            waitEnd = deadline
            progress = 0
        }
        while try output.room() == 0 {
            guard clock.now < deadline else { return false }
            pause(until: deadline)
        }
        return true
    }

    private func lose(_ count: Int) {
        lostBytes += UInt64(count)
        unreported += UInt64(count)
    }

    /// Writes the number of dropped bytes into the output, once there is room.
    private func reportLoss() {
        do throws(RingFault) {
            guard try output.room() >= 64 else { return }
        } catch {
            fault = error
            return
        }
        var digits = DecimalDigits(unreported)
        unreported = 0
        put("\r\n[")
        unsafe digits.withBytes { unsafe transfer($0) }
        put(" bytes lost]\r\n")
    }

    /// Notifies the peer. If Xen refuses, the bytes stay for a peer that polls.
    private func notify() {
        try? channel.notify()
    }

    /// Yields the processor briefly. It names no port and dispatches no event, which could
    /// allocate.
    private func pause(until deadline: Instant) {
        let moment = min(deadline, clock.now.advanced(byNanoseconds: Self.interval))
        // SAFETY: no ports, so nothing is read through the pointer.
        try? unsafe hypervisor.poll(
            UnsafeBufferPointer(start: nil, count: 0), until: clock.systemTime(at: moment))
    }

    // MARK: Input

    /// Reads pending input into `buffer` and returns its length; nil when the ring is dead.
    func read(into buffer: UnsafeMutableRawBufferPointer) -> Int? {
        guard fault == nil else { return nil }
        do throws(RingFault) {
            let count = try unsafe input.read(into: buffer)
            if count > 0 { notify() }
            return count
        } catch {
            fault = error
            return nil
        }
    }
}

/// A number in decimal, formatted without allocating.
private struct DecimalDigits {
    private var bytes = InlineArray<20, UInt8>(repeating: 0)
    private var start = 20

    init(_ number: UInt64) {
        var rest = number
        repeat {
            start -= 1
            bytes[start] = UInt8(ascii: "0") + UInt8(rest % 10)
            rest /= 10
        } while rest > 0
    }

    mutating func withBytes(_ body: (UnsafeRawBufferPointer) -> Void) {
        let start = start
        // SAFETY: the bytes are borrowed only for the call.
        unsafe withUnsafeBytes(of: &bytes) { buffer in
            unsafe body(UnsafeRawBufferPointer(rebasing: buffer[start...]))
        }
    }
}
