// What a fact comes to: it holds, or the first thing that was found wrong.

/// Whether a fact holds.
public enum Verdict: Sendable {
    /// It does.
    case holds
    /// It does not, and this is what was wrong.
    case fails(StaticString)
}

/// Why a fact does not hold; thrown by `require`.
public struct Failure: Error {
    /// What was wrong.
    public let reason: StaticString

    /// A failure for a reason.
    public init(reason: StaticString) {
        self.reason = reason
    }
}

/// Throws `reason` unless `condition` is true.
public func require(_ condition: Bool, _ reason: StaticString) throws(Failure) {
    guard condition else { throw Failure(reason: reason) }
}

/// Runs a fact's code and returns what it comes to: `holds`, or `fails` with the reason that it
/// threw.
///
///     await verdict { () async throws(Failure) in
///         try require(domain.loop.now > start, "time stands still")
///     }
public func verdict(_ body: () async throws(Failure) -> Void) async -> Verdict {
    do throws(Failure) {
        try await body()
        return .holds
    } catch {
        return .fails(error.reason)
    }
}
