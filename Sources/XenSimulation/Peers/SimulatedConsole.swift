// SPDX-License-Identifier: MIT
// A console daemon, the peer of a domain's console page. It reads at random times and in random
// pieces by its seed, and types what it is told to. On request it breaks the ring or never reads.

internal import SeededRandom
internal import Unikernel
package import XenRing

/// The console daemon of a domain.
@safe public final class SimulatedConsole {
    /// How the daemon behaves.
    public enum Manner: CaseIterable, Sendable {
        /// Reads pieces of any size at random times.
        case slow
        /// Never reads.
        case absent
        /// Occasionally writes invalid counters.
        case jumpingIndices
    }

    /// What the domain wrote.
    public private(set) var output: [UInt8] = []
    /// Input not typed yet.
    public private(set) var input: [UInt8] = []
    /// How it behaves.
    public var manner = Manner.slow
    /// Whether its next step is scheduled.
    var isBusy = false

    private var page: UnsafeMutableRawPointer
    private var notify: () -> Void
    private var random: SeededRandom
    private var fromDomain: ByteRingConsumer
    private var toDomain: ByteRingProducer

    /// Creates a daemon over a console page, which outlives it; `notify` notifies the domain's
    /// event channel.
    package init(page: UnsafeMutableRawPointer, seed: UInt64, notify: @escaping () -> Void)
        throws(RingFault)
    {
        unsafe self.page = page
        self.notify = notify
        random = SeededRandom(seed: seed)
        // SAFETY: the page is the caller's.
        fromDomain = try unsafe ByteRingConsumer(Self.outputLayout(page))
        toDomain = try unsafe ByteRingProducer(Self.inputLayout(page))
    }

    /// Continues with the page of the new domain after a resume.
    package func goOn(page: UnsafeMutableRawPointer, notify: @escaping () -> Void) throws(RingFault)
    {
        unsafe self.page = page
        self.notify = notify
        // SAFETY: the page is the caller's.
        fromDomain = try unsafe ByteRingConsumer(Self.outputLayout(page))
        toDomain = try unsafe ByteRingProducer(Self.inputLayout(page))
    }

    /// Reads the rest of the page of a domain that has stopped, unless it never reads.
    package func readRest() {
        guard manner != .absent else { return }
        do throws(RingFault) {
            while try fromDomain.available() > 0 { _ = try read() }
        } catch {
            // A domain that breaks its own ring is no longer served.
        }
    }

    // SAFETY: the offsets of `xencons_interface`.
    private static func outputLayout(_ page: UnsafeMutableRawPointer) -> ByteRingLayout {
        unsafe ByteRingLayout(page: page, offset: 1024, size: 2048, producer: 3084, consumer: 3080)
    }

    private static func inputLayout(_ page: UnsafeMutableRawPointer) -> ByteRingLayout {
        unsafe ByteRingLayout(page: page, offset: 0, size: 1024, producer: 3076, consumer: 3072)
    }

    /// Types text.
    public func type(_ text: String) {
        input += Array(text.utf8)
    }

    /// Does some of the pending work; returns whether there is more.
    package func step() -> Bool {
        if manner == .absent { return false }
        if manner == .jumpingIndices, random.isRare(4) { jump() }
        do throws(RingFault) {
            let moved = try read() + type()
            if moved > 0 { notify() }
            let canRead = try fromDomain.available() > 0
            let canType = try toDomain.room() > 0 && !input.isEmpty
            return canRead || canType
        } catch {
            return false  // a domain that breaks its own ring is no longer served
        }
    }

    private func read() throws(RingFault) -> Int {
        var bytes = [UInt8](repeating: 0, count: Int.random(in: 1...700, using: &random))
        let count = try unsafe bytes.withUnsafeMutableBufferPointer { bytes throws(RingFault) in
            try unsafe fromDomain.read(into: UnsafeMutableRawBufferPointer(bytes))
        }
        output += bytes[..<count]
        return count
    }

    private func type() throws(RingFault) -> Int {
        let piece = Array(input.prefix(Int.random(in: 0...300, using: &random)))
        let count = try unsafe piece.withUnsafeBufferPointer { bytes throws(RingFault) in
            try unsafe toDomain.write(UnsafeRawBufferPointer(bytes))
        }
        input.removeFirst(count)
        return count
    }

    /// Adds to one of the page's four counters (in_cons, in_prod, out_cons, out_prod), wrapping
    /// around.
    package func moveCounter(_ index: Int, by distance: UInt32) {
        // SAFETY: the four words lie in the page.
        let word = unsafe SharedWord(at: page + 3072 + 4 * (index & 3))
        word.store(word.load() &+ distance)
        notify()
    }

    /// Returns the bytes between one direction's counters: 0 for input, 2 for output.
    package func filled(_ index: Int) -> UInt32 {
        // SAFETY: as above.
        unsafe SharedWord(at: page + 3072 + 4 * (index + 1)).load()
            &- SharedWord(at: page + 3072 + 4 * index).load()
    }

    /// Writes bytes anywhere into the page's rings, without moving counters.
    package func scribble(_ bytes: [UInt8], at offset: Int) {
        for (index, byte) in bytes.enumerated() {
            // SAFETY: the place is within the two rings of the page.
            unsafe page.storeBytes(of: byte, toByteOffset: (offset + index) % 3072, as: UInt8.self)
        }
    }

    /// Sends the domain spurious events.
    package func storm(_ count: Int) {
        for _ in 0..<count { notify() }
    }

    private func jump() {
        let offset = Bool.random(using: &random) ? 3080 : 3076  // out_cons, in_prod
        let value = UInt32.random(in: 0 ... .max, using: &random)
        // SAFETY: both words lie in the page.
        unsafe SharedWord(at: page + offset).store(value)
        notify()
    }
}
