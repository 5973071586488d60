// SPDX-License-Identifier: MIT
// The usual answer to the toolstack's requests: the domain suspends by itself, and the program ends it.

extension Domain {
    /// Answers the toolstack's requests for as long as the domain runs: a request to suspend by ``suspend()``, any
    /// other by `end`, which will mostly end the domain. A task of its own calls this.
    ///
    /// A suspension that Xen refuses is as if it had not been asked for; the toolstack finds out by waiting. Throws
    /// what ended the connection with xenstore.
    public func answerShutdownRequests(_ end: (ShutdownRequest) async -> Void)
        async throws(XenstoreError)
    {
        let requests = try await ShutdownRequests(on: xenstore(), suspends: true)
        while let request = try await requests.next() {
            if request == .suspend {
                _ = try? await suspend()
            } else {
                await end(request)
            }
        }
    }
}
