// SPDX-License-Identifier: MIT
// A disk's nodes in xenstore (io/blkif.h, "XenStore Nodes") beyond what every device has.

internal import BlockIO
internal import Unikernel

extension XenbusDevice {
    /// Looks up a disk by its number (io/blkif.h, "virtual-device").
    init(disk number: UInt32, in store: Xenstore, timeout: UInt64) throws(DiskError) {
        self = try onXenbus { () throws(XenbusError) in
            try XenbusDevice("vbd", number, in: store, timeout: timeout)
        }
    }

    /// Returns whether the toolstack trusts the backend with this domain's memory (`trusted`;
    /// absent means yes).
    func isTrusted() throws(XenbusError) -> Bool {
        guard let value = try ownValue("trusted") else { return true }
        return XenstoreText.number(value[...]) != 0
    }

    /// Publishes the ring to the backend.
    func publish(_ ring: BlockRing, order: Int, isPersistent: Bool) throws(XenbusError) {
        do throws(XenstoreError) {
            try store.transaction { (transaction) throws(XenstoreError) in
                if order == 0 {
                    try transaction.remove(front + "/ring-page-order")
                    try transaction.write(
                        front + "/ring-ref", UInt64(ring.pages.references[0].rawValue))
                } else {
                    try transaction.write(front + "/ring-page-order", UInt64(order))
                    for (index, reference) in ring.pages.references.enumerated() {
                        try transaction.write(
                            front + "/ring-ref" + XenstoreText.text(UInt64(index)),
                            UInt64(reference.rawValue))
                    }
                }
                try transaction.write(
                    front + "/event-channel", UInt64(ring.channel.port.rawValue))
                try transaction.write(front + "/protocol", "x86_64-abi")
                try transaction.write(front + "/feature-persistent", isPersistent ? 1 : 0)
            }
        } catch {
            throw .xenstore(error)
        }
        try write(.initialised)
    }
}

/// Calls the body, and converts an error of the handshake to a disk's.
func onXenbus<Result>(
    _ body: () throws(XenbusError) -> Result
) throws(DiskError) -> Result {
    do throws(XenbusError) {
        return try body()
    } catch {
        switch error {
        case .notFound: throw .notFound
        case .xenstore(let error): throw .xenstore(error)
        case .closed: throw .lost(.closed)
        case .silent: throw .lost(.silent)
        case .hostile(.domain): throw .lost(.hostile("a backend in no domain"))
        case .hostile(.path): throw .lost(.hostile("a backend at a path that is none"))
        case .hostile(.number): throw .lost(.hostile("a text where a number belongs"))
        }
    }
}
