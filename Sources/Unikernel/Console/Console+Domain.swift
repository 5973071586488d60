// SPDX-License-Identifier: MIT
// Where a domain's console is: the toolstack tells by parameters.

internal import XenRing

extension Console {
    /// Goes over to the console of a domain; false, and on with the early output, when it has none that works.
    package func attach(to domain: Domain) -> Bool {
        do throws(HypervisorFault) {
            guard let page = try ToolstackPage(of: domain, frame: .consoleFrame, port: .consolePort)
            else { return false }
            let channel = try domain.events.adopt(page.port, peer: .control)
            guard attach(page, channel, domain) else { return false }
            domain.console = self
            return true
        } catch {
            return false
        }
    }

    private func attach(_ page: ToolstackPage, _ channel: EventChannel, _ domain: Domain) -> Bool {
        do throws(RingFault) {
            // SAFETY: the toolstack's page stays for as long as the domain does.
            try unsafe attach(
                page: page.address, channel: channel, on: domain.machine, domain.clock)
            return true
        } catch {
            channel.close()
            return false
        }
    }
}
