// SPDX-License-Identifier: MIT
// Byte rings, as in the pages of xenstore (io/xs_wire.h) and the console (io/console.h). The
// producer counts bytes written, the consumer bytes read. There are no event indices: the side that
// moves a counter notifies its peer.
//
// Invariants:
// 1. The own counter is kept privately; shared memory is only written with it.
// 2. The peer's counter is read once a call and must leave at most `size` bytes in the ring.
// 3. No byte outside the `size` bytes is touched.

/// The location of a byte ring in memory.
@safe package struct ByteRingLayout {
    let bytes: UnsafeMutableRawPointer
    let size: UInt32
    let producer: SharedWord
    let consumer: SharedWord

    /// A ring of `size` bytes, a power of two, at `offset` of a page, with counters at the given
    /// offsets.
    ///
    /// The page outlives the ring. The offsets lie in it, those of the counters aligned to four
    /// bytes.
    @unsafe package init(
        page: UnsafeMutableRawPointer, offset: Int, size: UInt32, producer: Int, consumer: Int
    ) {
        precondition(size > 0 && size & (size - 1) == 0, "a ring's size is a power of two")
        // SAFETY: the caller promises that the offsets lie in the page.
        unsafe bytes = page + offset
        self.size = size
        unsafe self.producer = SharedWord(at: page + producer)
        unsafe self.consumer = SharedWord(at: page + consumer)
    }

    /// Returns the number of bytes between the counters; throws when it exceeds the ring's size.
    func filled(from consumed: RingIndex, to produced: RingIndex, peer: RingIndex)
        throws(RingFault) -> UInt32
    {
        let count = produced.distance(from: consumed)
        guard count <= size else {
            let own = peer == produced ? consumed : produced
            throw .impossibleIndex(index: peer.rawValue, reference: own.rawValue, limit: size)
        }
        return count
    }
}

/// The producer of a byte ring.
package struct ByteRingProducer: ~Copyable {
    private let layout: ByteRingLayout
    private var produced: RingIndex

    /// Continues at the counters in the page, which need not be zero.
    package init(_ layout: ByteRingLayout) throws(RingFault) {
        self.layout = layout
        produced = RingIndex(layout.producer.load())
        _ = try room()
    }

    /// Returns the number of bytes that can be written now.
    package func room() throws(RingFault) -> Int {
        let consumed = RingIndex(layout.consumer.load())
        return Int(layout.size - (try layout.filled(from: consumed, to: produced, peer: consumed)))
    }

    /// Returns whether the peer has read everything.
    package func isDrained() throws(RingFault) -> Bool {
        try room() == Int(layout.size)
    }

    /// Writes as many of the bytes as fit and returns their number.
    package mutating func write(_ source: UnsafeRawBufferPointer) throws(RingFault) -> Int {
        let count = min(try room(), source.count)
        guard count > 0 else { return 0 }
        let offset = produced.offset(in: layout.size)
        let first = min(count, Int(layout.size) - offset)
        // SAFETY: offset < size and first <= size - offset; the rest, if any, begins at the ring's
        // start and first + rest = count <= size. The source has `count` bytes or more, so it has
        // an address.
        unsafe (layout.bytes + offset).copyMemory(from: source.baseAddress!, byteCount: first)
        unsafe layout.bytes.copyMemory(
            from: source.baseAddress! + first, byteCount: count - first)
        produced = produced.advanced(by: UInt32(count))
        layout.producer.store(produced.rawValue)
        return count
    }
}

/// The consumer of a byte ring.
package struct ByteRingConsumer: ~Copyable {
    private let layout: ByteRingLayout
    private var consumed: RingIndex

    /// Continues at the counters in the page, which need not be zero.
    package init(_ layout: ByteRingLayout) throws(RingFault) {
        self.layout = layout
        consumed = RingIndex(layout.consumer.load())
        _ = try available()
    }

    /// Returns the number of bytes that can be read now.
    package func available() throws(RingFault) -> Int {
        let produced = RingIndex(layout.producer.load())
        return Int(try layout.filled(from: consumed, to: produced, peer: produced))
    }

    /// Reads as many bytes as are available and fit into `target`, and returns their number.
    package mutating func read(into target: UnsafeMutableRawBufferPointer)
        throws(RingFault) -> Int
    {
        let count = min(try available(), target.count)
        guard count > 0 else { return 0 }
        let offset = consumed.offset(in: layout.size)
        let first = min(count, Int(layout.size) - offset)
        // SAFETY: as in `write`; the target has `count` bytes or more.
        unsafe target.baseAddress!.copyMemory(from: layout.bytes + offset, byteCount: first)
        unsafe (target.baseAddress! + first).copyMemory(
            from: layout.bytes, byteCount: count - first)
        sealCopy()
        #if MIRAGE_READ_POINTS
        unsafe readPoint?(.copied, layout.bytes + offset, first)
        #endif
        discard(UInt32(count))
        return count
    }

    /// Discards all unread bytes and returns their number.
    package mutating func discardAll() throws(RingFault) -> Int {
        let count = try available()
        discard(UInt32(count))
        return count
    }

    private mutating func discard(_ count: UInt32) {
        consumed = consumed.advanced(by: count)
        layout.consumer.store(consumed.rawValue)
    }
}
