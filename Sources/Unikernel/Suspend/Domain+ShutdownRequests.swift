// SPDX-License-Identifier: MIT
// The usual response to the toolstack's requests: the domain suspends by itself, and the program
// ends it.

extension Domain {
    /// Answers the toolstack's requests as long as the domain runs: a request to suspend by
    /// ``suspend()``, any other by `end`, which mostly ends the domain. Call it in a task of its
    /// own.
    ///
    /// A suspension that Xen refuses is ignored; the toolstack times out. Throws the error that
    /// ended the connection with xenstore.
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
