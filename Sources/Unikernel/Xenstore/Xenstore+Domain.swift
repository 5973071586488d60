// SPDX-License-Identifier: MIT
// Where a domain's xenstore is: the toolstack tells by parameters.

extension Xenstore {
    /// The connection of a domain, over the page and the port that the toolstack made.
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
        // SAFETY: the toolstack's page stays for as long as the domain does.
        try unsafe self.init(
            page: page.address, channel: channel, on: domain.loop,
            firstIdentifier: UInt32(truncatingIfNeeded: domain.machine.randomWord()))
    }
}
