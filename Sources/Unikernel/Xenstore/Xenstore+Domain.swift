// SPDX-License-Identifier: MIT
// Finds a domain's xenstore page, by parameters that the toolstack set.

extension Xenstore {
    /// Creates the connection of a domain, over the page and the port that the toolstack made.
    convenience init(of domain: Domain) throws(XenstoreError) {
        let found: ToolstackPage?
        do throws(HypervisorFault) {
            found = try ToolstackPage(of: domain, frame: .storeFrame, port: .storePort)
        } catch {
            throw .disconnected(.channel(error))
        }
        guard let page = found else { throw .disconnected(.absent) }
        let channel: EventChannel
        do throws(HypervisorFault) {
            channel = try domain.events.adopt(page.port, peer: .control)
        } catch {
            throw .disconnected(.channel(error))
        }
        // SAFETY: the toolstack's page lives as long as the domain.
        try unsafe self.init(
            page: page.address, channel: channel, on: domain.loop,
            firstIdentifier: UInt32(truncatingIfNeeded: domain.machine.randomWord()))
    }
}
