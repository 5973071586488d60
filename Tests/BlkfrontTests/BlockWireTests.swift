// SPDX-License-Identifier: MIT
// Goal: requests and responses lie in the ring as Xen's header says. Method: read what this code builds through the
// header's structures.

import CXen
import Testing

@testable import Blkfront
@testable import Unikernel

private func read<Value>(_ request: BlockRequest, as type: Value.Type) -> Value {
    withUnsafeBytes(of: request) { unsafe $0.loadUnaligned(as: type) }
}

@Suite struct BlockWireTests {
    @Test func sizesAreTheHeaders() {
        #expect(MemoryLayout<BlockRequest>.size == MemoryLayout<blkif_request>.size)
        #expect(BlockRequest.slotSize == MemoryLayout<blkif_request>.stride)
        #expect(MemoryLayout<BlockResponse>.size == MemoryLayout<blkif_response>.size)
        #expect(MemoryLayout<blkif_request_segment>.size == 8)
        #expect(BlockSegment.perRequest == Int(BLKIF_MAX_SEGMENTS_PER_REQUEST))
        let operations: [(BlockOperation, Int32)] = [
            (.read, BLKIF_OP_READ), (.write, BLKIF_OP_WRITE),
            (.writeBarrier, BLKIF_OP_WRITE_BARRIER), (.flush, BLKIF_OP_FLUSH_DISKCACHE),
            (.discard, BLKIF_OP_DISCARD), (.indirect, BLKIF_OP_INDIRECT),
        ]
        for (operation, number) in operations { #expect(Int32(operation.rawValue) == number) }
        let statuses: [(BlockStatus, Int32)] = [
            (.okay, BLKIF_RSP_OKAY), (.error, BLKIF_RSP_ERROR),
            (.notSupported, BLKIF_RSP_EOPNOTSUPP),
        ]
        for (status, number) in statuses { #expect(Int32(status.rawValue) == number) }
        #expect(XenbusState.closed.rawValue == UInt64(XenbusStateClosed.rawValue))
        #expect(XenbusState.reconfigured.rawValue == UInt64(XenbusStateReconfigured.rawValue))
    }

    @Test func aTransferIsARequest() {
        let segments = (0..<11).map { BlockSegment(GrantReference(1000 + UInt32($0))) }
        let request = read(
            .transfer(.writeBarrier, 0x1234_5678_9abc, device: 51712, block: 77, segments),
            as: blkif_request.self)
        #expect(request.operation == 2)
        #expect(request.nr_segments == 11)
        #expect(request.handle == 51712)
        #expect(request.id == 0x1234_5678_9abc)
        #expect(request.sector_number == 616)
        let last = request.seg.10
        #expect(last.gref == 1010 && last.first_sect == 0 && last.last_sect == 7)
    }

    @Test func anIndirectRequestIsOne() {
        let request = read(
            .indirect(
                .write, 9, device: 51728, block: 3, segmentCount: 300, in: GrantReference(55)),
            as: blkif_request_indirect.self)
        #expect(request.operation == 6 && request.indirect_op == 1)
        #expect(request.nr_segments == 300)
        #expect(request.id == 9 && request.sector_number == 24 && request.handle == 51728)
        #expect(request.indirect_grefs.0 == 55 && request.indirect_grefs.1 == 0)
    }

    @Test func aDiscardIsOne() {
        let request = read(
            .discard(9, device: 51728, block: 3, blockCount: 1 << 40),
            as: blkif_request_discard.self)
        #expect(request.operation == 5 && request.flag == 0)
        #expect(request.id == 9 && request.sector_number == 24 && request.handle == 51728)
        #expect(request.nr_sectors == 1 << 43)
    }

    @Test func aResponseIsReadAsTheHeaderWritesIt() {
        var response = blkif_response()
        response.id = 0x0102_0304_0506_0708
        response.operation = 200
        response.status = -2
        let ours = withUnsafeBytes(of: response) {
            unsafe $0.loadUnaligned(as: BlockResponse.self)
        }
        #expect(ours.identifier == response.id)
        #expect(ours.operation == 200 && ours.status == -2)
    }
}
