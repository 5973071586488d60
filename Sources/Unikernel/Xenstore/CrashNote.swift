// SPDX-License-Identifier: MIT
// Writes the reason of a crash to `data/crash` in the domain's part of xenstore, for the toolstack.
// The xenstore client itself may have crashed, so this is one message written straight into the
// ring (io/xs_wire.h). It does not allocate and waits at most a second.

internal import CXen
internal import XenRing

/// The record of why a domain crashed.
package enum CrashNote {
    /// The most bytes of the reason.
    package static let reasonLimit = 256

    private static let path: StaticString = "data/crash"
    /// An identifier unlikely to be in use by the client; the reply is not read.
    private static let requestIdentifier: UInt32 = 0xc4a5_4ed1
    private static let patienceNanoseconds: UInt64 = 1_000_000_000

    /// Writes the note and waits until it has been read; false when xenstore cannot be reached.
    package static func leave(_ reason: UnsafeRawBufferPointer, in domain: Domain) -> Bool {
        do throws(HypervisorFault) {
            guard let page = try ToolstackPage(of: domain, frame: .storeFrame, port: .storePort)
            else { return false }
            return try unsafe send(reason, over: page, domain)
        } catch {
            return false
        }
    }

    private static func send(
        _ reason: UnsafeRawBufferPointer, over page: ToolstackPage, _ domain: Domain
    ) throws(HypervisorFault) -> Bool {
        let reason = unsafe UnsafeRawBufferPointer(rebasing: reason.prefix(reasonLimit))
        // The path has a terminating zero, the value none (xenstore.txt, XS_WRITE).
        let pathCount = path.utf8CodeUnitCount + 1
        var header = xsd_sockmsg(
            type: UInt32(XS_WRITE.rawValue), req_id: requestIdentifier, tx_id: 0,
            len: UInt32(pathCount + reason.count))
        let deadline = domain.clock.now.advanced(byNanoseconds: patienceNanoseconds)
        do throws(RingFault) {
            // SAFETY: the offsets of `xenstore_domain_interface`; the toolstack's page is never
            // removed.
            var ring = try unsafe ByteRingProducer(
                ByteRingLayout(
                    page: page.address, offset: 0, size: 1024, producer: 2052, consumer: 2048))
            // Only an empty ring surely has room for the whole message, and no partial message
            // before it.
            guard try drain(&ring, domain, until: deadline) else { return false }
            _ = try unsafe withUnsafeBytes(of: &header) { (bytes) throws(RingFault) in
                try unsafe ring.write(bytes)
            }
            _ = try unsafe ring.write(
                UnsafeRawBufferPointer(start: path.utf8Start, count: pathCount))
            _ = try unsafe ring.write(reason)
            try? domain.hypervisor.notify(page.port)
            return try drain(&ring, domain, until: deadline)
        } catch {
            return false
        }
    }

    private static func drain(
        _ ring: inout ByteRingProducer, _ domain: Domain, until deadline: Instant
    ) throws(RingFault) -> Bool {
        while try !ring.isDrained() {
            guard domain.clock.now < deadline else { return false }
            domain.hypervisor.yield()
        }
        return true
    }
}
