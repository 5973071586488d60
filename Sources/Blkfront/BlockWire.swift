// SPDX-License-Identifier: MIT
// Requests and responses in the ring's layout (io/blkif.h, x86-64). They consist of whole words, so
// no padding leaks the domain's memory to its peer. The tests compare each offset with the header.

internal import Unikernel

/// The operation of a request (BLKIF_OP_*).
enum BlockOperation: UInt8 {
    case read = 0
    case write = 1
    case writeBarrier = 2
    case flush = 3
    case discard = 5
    case indirect = 6
}

/// The status of a response (BLKIF_RSP_*).
enum BlockStatus: Int16 {
    case okay = 0
    case error = -1
    case notSupported = -2
}

/// A granted page in a segment (`struct blkif_request_segment`): always a whole page of eight
/// sectors.
struct BlockSegment {
    /// The most segments of a direct request (BLKIF_MAX_SEGMENTS_PER_REQUEST).
    static let perRequest = 11
    /// The most segments in a page of an indirect request.
    static let perPage = pageSize / 8
    /// Sectors in a block. The protocol's sectors have 512 bytes whatever the disk's have.
    static let sectorsPerBlock: UInt64 = 8

    let word: UInt64

    init(_ reference: GrantReference) {
        let last = Self.sectorsPerBlock - 1
        word = UInt64(reference.rawValue) | last << 40
    }
}

/// A request: 112 bytes.
struct BlockRequest: BitwiseCopyable {
    /// Bytes of a slot in the ring: those of a request, which is larger than a response.
    static let slotSize = 112

    var words = InlineArray<14, UInt64>(repeating: 0)

    private init(_ first: UInt64, _ identifier: UInt64, _ sector: UInt64) {
        words[0] = first
        words[1] = identifier
        words[2] = sector
    }

    /// Returns a read, write or barrier of up to eleven segments, or a flush of none.
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

    /// Returns a read or write whose segments are in a page of their own (`struct
    /// blkif_request_indirect`).
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

    /// Returns a discard (`struct blkif_request_discard`), never a secure one.
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
    /// The request's operation, according to the peer.
    var operation: UInt8 { UInt8(truncatingIfNeeded: words[1]) }
    /// The status, according to the peer.
    var status: Int16 { Int16(truncatingIfNeeded: words[1] >> 16) }
}
