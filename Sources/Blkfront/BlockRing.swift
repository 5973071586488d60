// SPDX-License-Identifier: MIT
// The request ring of one connection. Requests are kept in private copies, and every response must
// match one; the first mismatch ends the ring.
//
// Invariants:
// 1. `shadows` holds exactly the requests that are in the ring.
// 2. After a fault nothing is read or sent any more.
// 3. Nothing here waits.

internal import BlockIO
internal import Unikernel
internal import XenRing

/// The work of an outstanding request.
enum BlockWork {
    case transfer(BlockTransfer)
    case flush
    case discard(BlockRange)
}

/// A ring and its event channel.
final class BlockRing {
    /// A response that matches a request.
    struct Answer {
        let work: BlockWork
        let status: BlockStatus
    }

    private struct Shadow {
        let operation: BlockOperation
        let isIndirect: Bool
        let work: BlockWork

        /// Returns whether a response may name this operation. Some backends answer an indirect
        /// request as indirect, some by the operation inside it.
        func allows(_ number: UInt8) -> Bool {
            number == operation.rawValue
                || isIndirect && number == BlockOperation.indirect.rawValue
        }
    }

    let channel: EventChannel
    let pages: RingPages

    private let device: UInt16
    private var ring: FrontRing
    private var shadows: RequestShadows<Shadow>
    private var owesNotification = false

    init(pageCount: Int, device: UInt16, peer: DomainID, in domain: Domain)
        throws(HypervisorFault)
    {
        let pages = try RingPages(pageCount, in: domain.grants, to: peer)
        do throws(HypervisorFault) {
            channel = try domain.events.allocate(for: peer)
        } catch {
            pages.release()
            throw error
        }
        self.pages = pages
        self.device = device
        // SAFETY: the pages outlive the ring: it is dropped before they are released.
        ring = unsafe FrontRing(
            formatting: RingMemory(
                at: pages.bytes, byteCount: pageCount * pageSize, slotSize: BlockRequest.slotSize))
        shadows = RequestShadows(capacity: ring.slotCount)
    }

    var slotCount: Int { ring.slotCount }
    var freeSlots: Int { ring.freeSlots }
    /// The number of outstanding requests.
    var outstanding: Int { shadows.count }

    // MARK: Sending

    /// Puts a transfer, whose pages are granted, into the ring. There must be a free slot.
    func put(_ transfer: BlockTransfer, _ segments: [BlockSegment], indirect: GrantReference?) {
        let identifier = keep(
            transfer.operation, .transfer(transfer), isIndirect: indirect != nil)
        guard let indirect else {
            ring.put(
                BlockRequest.transfer(
                    transfer.operation, identifier, device: device, block: transfer.start, segments)
            )
            return
        }
        ring.put(
            BlockRequest.indirect(
                transfer.operation, identifier, device: device, block: transfer.start,
                segmentCount: segments.count, in: indirect))
    }

    func putFlush() {
        let identifier = keep(.flush, .flush)
        ring.put(BlockRequest.transfer(.flush, identifier, device: device, block: 0, []))
    }

    func put(discard range: BlockRange) {
        let identifier = keep(.discard, .discard(range))
        ring.put(
            BlockRequest.discard(
                identifier, device: device, block: range.start, blockCount: UInt64(range.count)))
    }

    private func keep(
        _ operation: BlockOperation, _ work: BlockWork, isIndirect: Bool = false
    ) -> UInt64 {
        let shadow = Shadow(operation: operation, isIndirect: isIndirect, work: work)
        guard let identifier = shadows.insert(shadow) else {
            preconditionFailure("a request needs a free slot")
        }
        return identifier
    }

    /// Publishes the requests, and notifies the peer if it asked for that. The next call repeats a
    /// notification that Xen refuses.
    func publish() {
        if ring.publish() { owesNotification = true }
        guard owesNotification else { return }
        do throws(HypervisorFault) {
            try channel.notify()
            owesNotification = false
        } catch {}
    }

    // MARK: Responses

    /// Takes the next response; nil when none is pending and the next one will raise an event.
    /// Returns at most as many as there were requests, however fast the peer writes.
    func take() throws(BlockFault) -> Answer? {
        guard let response = try takeResponse() else { return nil }
        let shadow: Shadow
        do throws(RingFault) {
            shadow = try shadows.remove(response.identifier)
        } catch {
            throw .gone(.hostile("an answer to a request that was not made"))
        }
        guard shadow.allows(response.operation) else {
            throw .gone(.hostile("an answer about another operation"))
        }
        guard let status = BlockStatus(rawValue: response.status) else {
            throw .gone(.hostile("an answer with an unknown status"))
        }
        return Answer(work: shadow.work, status: status)
    }

    private func takeResponse() throws(BlockFault) -> BlockResponse? {
        do throws(RingFault) {
            if let response = try ring.take(BlockResponse.self) { return response }
            return try ring.finalCheck() ? try ring.take(BlockResponse.self) : nil
        } catch {
            throw .gone(.hostile("more answers than requests"))
        }
    }
}
