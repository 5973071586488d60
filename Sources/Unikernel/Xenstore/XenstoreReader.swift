// SPDX-License-Identifier: MIT
// Assembles messages from the ring of replies. They arrive in pieces of any size. An invalid length
// is detected before memory is allocated for it.

internal import XenRing

/// The 16 bytes before each payload (io/xs_wire.h, `xsd_sockmsg`), without the transaction's
/// number.
struct XenstoreHeader {
    static let byteCount = 16
    /// XS_WATCH_EVENT, which is no request.
    static let watchEvent: UInt32 = 15
    /// XS_ERROR, which replaces the type of the request.
    static let error: UInt32 = 16

    let type: UInt32
    let identifier: UInt32
    let byteCount: UInt32

    init(_ bytes: InlineArray<16, UInt8>) {
        type = Self.word(bytes, 0)
        identifier = Self.word(bytes, 4)
        byteCount = Self.word(bytes, 12)
    }

    private static func word(_ bytes: InlineArray<16, UInt8>, _ offset: Int) -> UInt32 {
        var word: UInt32 = 0
        for index in 0..<4 { word |= UInt32(bytes[offset + index]) << UInt32(8 * index) }
        return word
    }
}

/// A message from xenstore.
struct XenstoreMessage {
    let header: XenstoreHeader
    let payload: [UInt8]
}

/// Assembles messages.
struct XenstoreReader: ~Copyable {
    private var ring: ByteRingConsumer
    private var bytes = InlineArray<16, UInt8>(repeating: 0)
    /// The header; nil until its 16 bytes have arrived.
    private var header: XenstoreHeader?
    private var payload: [UInt8] = []
    /// Bytes of the header that have arrived, or of the payload once there is a header.
    private var count = 0

    /// Creates a reader of `ring`; discards messages that wait for an earlier incarnation of the
    /// domain.
    init(_ ring: consuming ByteRingConsumer) throws(RingFault) {
        _ = try ring.discardAll()
        self.ring = ring
    }

    /// Reads more of the present message and returns the number of bytes; zero when none have
    /// arrived.
    mutating func readPiece() throws(XenstoreFault) -> Int {
        let read: Int
        do throws(RingFault) {
            read = try header == nil ? readHeader() : readPayload()
        } catch {
            throw .ring(error)
        }
        count += read
        if header == nil, count == XenstoreHeader.byteCount {
            let complete = XenstoreHeader(bytes)
            guard complete.byteCount <= XenstoreText.payloadLimit else {
                throw .oversizedMessage(byteCount: complete.byteCount)
            }
            header = complete
            payload = [UInt8](repeating: 0, count: Int(complete.byteCount))
            count = 0
        }
        return read
    }

    /// Returns the message if it is complete.
    mutating func takeMessage() -> XenstoreMessage? {
        guard let header, count == payload.count else { return nil }
        let message = XenstoreMessage(header: header, payload: payload)
        self.header = nil
        payload = []
        count = 0
        return message
    }

    private mutating func readHeader() throws(RingFault) -> Int {
        let start = count
        // SAFETY: the ring copies into the rest of the 16 bytes, only during the call.
        return try unsafe withUnsafeMutableBytes(of: &bytes) { bytes throws(RingFault) in
            try unsafe ring.read(into: UnsafeMutableRawBufferPointer(rebasing: bytes[start...]))
        }
    }

    private mutating func readPayload() throws(RingFault) -> Int {
        let start = count
        // SAFETY: as above, for the rest of the payload.
        return try unsafe payload.withUnsafeMutableBufferPointer { bytes throws(RingFault) in
            let bytes = UnsafeMutableRawBufferPointer(bytes)
            return try unsafe ring.read(
                into: UnsafeMutableRawBufferPointer(rebasing: bytes[start...]))
        }
    }
}
