// SPDX-License-Identifier: MIT
// Finds a domain's console, by parameters that the toolstack set.

internal import XenRing

extension Console {
    /// Switches to the domain's console. Returns false, and continues with the early output, when
    /// no console works.
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
            // SAFETY: the toolstack's page lives as long as the domain.
            try unsafe attach(
                page: page.address, channel: channel, on: domain.machine, domain.clock)
            return true
        } catch {
            channel.close()
            return false
        }
    }
}
