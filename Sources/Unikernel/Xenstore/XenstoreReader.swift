// SPDX-License-Identifier: MIT
// Messages out of the ring that brings replies. They come in pieces of any size; a length that cannot be is
// found before memory is taken for it.

internal import XenRing

/// The 16 bytes before each payload (io/xs_wire.h, `xsd_sockmsg`), without the transaction's.
struct XenstoreHeader {
    static let byteCount = 16
    /// XS_WATCH_EVENT, which is no operation of ours.
    static let watchEvent: UInt32 = 15
    /// XS_ERROR, in place of the type of the request.
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

/// What puts messages together.
struct XenstoreReader: ~Copyable {
    private var ring: ByteRingConsumer
    private var bytes = InlineArray<16, UInt8>(repeating: 0)
    /// Nil until its 16 bytes are there.
    private var header: XenstoreHeader?
    private var payload: [UInt8] = []
    /// Bytes of the header, or of the payload once there is a header.
    private var count = 0

    /// Messages from `ring`, without those that wait in it for an earlier incarnation of the domain.
    init(_ ring: consuming ByteRingConsumer) throws(RingFault) {
        _ = try ring.discardAll()
        self.ring = ring
    }

    /// Reads on in the present message and returns how many bytes that took; zero when none have come.
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

    /// The message, if it has come to its end.
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
        // SAFETY: the ring copies into what is left of the 16 bytes, during the call only.
        return try unsafe withUnsafeMutableBytes(of: &bytes) { bytes throws(RingFault) in
            try unsafe ring.read(into: UnsafeMutableRawBufferPointer(rebasing: bytes[start...]))
        }
    }

    private mutating func readPayload() throws(RingFault) -> Int {
        let start = count
        // SAFETY: as above, for what is left of the payload.
        return try unsafe payload.withUnsafeMutableBufferPointer { bytes throws(RingFault) in
            let bytes = UnsafeMutableRawBufferPointer(bytes)
            return try unsafe ring.read(
                into: UnsafeMutableRawBufferPointer(rebasing: bytes[start...]))
        }
    }
}
