// SPDX-License-Identifier: MIT
// The connection's two ends in time.

extension Xenstore {
    /// The domain's connection with xenstore. To be opened once: the port belongs to it from then on.
    public convenience init(in domain: Domain) throws(XenstoreError) {
        let page: UnsafeMutableRawPointer
        let channel: EventChannel
        do throws(HypervisorFault) {
            unsafe (page, channel) = try domain.adopt(frame: .storeFrame, port: .storePort)
        } catch {
            throw .disconnected(.channel(error))
        }
        // SAFETY: the toolstack placed the page for as long as the domain lives.
        try unsafe self.init(
            page: page, channel: channel, on: domain.loop,
            firstIdentifier: UInt32(truncatingIfNeeded: domain.machine.randomWord()))
    }
}
