// SPDX-License-Identifier: MIT
// Requests and responses as they lie in the ring (io/blkif.h, the x86-64 layout), made of whole words so that no
// padding carries bytes of the domain's memory to its peer. The tests compare each place with the header.

/// What a request asks for (BLKIF_OP_*).
enum BlockOperation: UInt8 {
    case read = 0
    case write = 1
    case writeBarrier = 2
    case flush = 3
    case discard = 5
    case indirect = 6
}

/// What a response says (BLKIF_RSP_*).
enum BlockStatus: Int16 {
    case okay = 0
    case error = -1
    case notSupported = -2
}

/// A granted page as a segment names it (`struct blkif_request_segment`): always a whole page of eight sectors.
struct BlockSegment {
    /// Segments in a request that names them itself (BLKIF_MAX_SEGMENTS_PER_REQUEST).
    static let perRequest = 11
    /// Segments in a page of an indirect request.
    static let perPage = pageSize / 8
    /// Sectors of 512 bytes, the protocol's unit whatever the disk's is, in a block.
    static let sectorsPerBlock: UInt64 = 8

    let word: UInt64

    init(_ reference: GrantReference) {
        let last = Self.sectorsPerBlock - 1
        word = UInt64(reference.rawValue) | last << 40
    }
}

/// A request: 112 bytes.
struct BlockRequest: BitwiseCopyable {
    /// Bytes of a slot in the ring: a request is the larger of the two.
    static let slotSize = 112

    var words = InlineArray<14, UInt64>(repeating: 0)

    private init(_ first: UInt64, _ identifier: UInt64, _ sector: UInt64) {
        words[0] = first
        words[1] = identifier
        words[2] = sector
    }

    /// A read, write or barrier of up to eleven segments, or a flush of none.
    static func transfer(
        _ operation: BlockOperation, _ identifier: UInt64, device: UInt16, block: UInt64,
        _ segments: [BlockSegment]
    ) -> BlockRequest {
        precondition(segments.count <= BlockSegment.perRequest)
        let first =
            UInt64(operation.rawValue) | UInt64(segments.count) << 8 | UInt64(device) << 16
        var request = BlockRequest(first, identifier, block * BlockSegment.sectorsPerBlock)
        for index in segments.indices { request.words[3 + index] = segments[index].word }
        return request
    }

    /// A read or write whose segments are in a page of their own (`struct blkif_request_indirect`).
    static func indirect(
        _ operation: BlockOperation, _ identifier: UInt64, device: UInt16, block: UInt64,
        segmentCount: Int, in page: GrantReference
    ) -> BlockRequest {
        precondition(segmentCount <= BlockSegment.perPage)
        let first =
            UInt64(BlockOperation.indirect.rawValue) | UInt64(operation.rawValue) << 8
            | UInt64(segmentCount) << 16
        var request = BlockRequest(first, identifier, block * BlockSegment.sectorsPerBlock)
        request.words[3] = UInt64(device) | UInt64(page.rawValue) << 32
        return request
    }

    /// A discard (`struct blkif_request_discard`), never a secure one.
    static func discard(
        _ identifier: UInt64, device: UInt16, block: UInt64, blockCount: UInt64
    ) -> BlockRequest {
        let first = UInt64(BlockOperation.discard.rawValue) | UInt64(device) << 16
        var request = BlockRequest(first, identifier, block * BlockSegment.sectorsPerBlock)
        request.words[3] = blockCount * BlockSegment.sectorsPerBlock
        return request
    }
}

/// A response: 16 bytes (`struct blkif_response`).
struct BlockResponse: BitwiseCopyable {
    var words = InlineArray<2, UInt64>(repeating: 0)

    /// The request's identifier.
    var identifier: UInt64 { words[0] }
    /// What was asked for, by the peer's account.
    var operation: UInt8 { UInt8(truncatingIfNeeded: words[1]) }
    /// How it went.
    var status: Int16 { Int16(truncatingIfNeeded: words[1] >> 16) }
}
