// SPDX-License-Identifier: MIT
// Operations at a domain's start: resetting watches and finding its own path.

import CompactStrings

extension Xenstore {
    /// Removes the watches of an earlier incarnation of the domain, where xenstore supports that.
    ///
    /// A node says whether it does: some hosts fall silent at unknown messages.
    ///
    /// - Throws: ``XenstoreError``, but not for a xenstore without support.
    public func resetWatches() async throws(XenstoreError) {
        guard canResetWatches(try await supportOfReset()) else { return }
        do throws(XenstoreError) {
            _ = try await perform(.resetWatches, "", in: .none)
        } catch {
            guard error == .refused(.resetWatches, .notImplemented) else { throw error }
        }
    }

    /// Removes the watches of an earlier incarnation of the domain, without suspending.
    public func resetWatches() throws(XenstoreError) {
        guard canResetWatches(try supportOfReset()) else { return }
        do throws(XenstoreError) {
            _ = try perform(.resetWatches, "", in: .none)
        } catch {
            guard error == .refused(.resetWatches, .notImplemented) else { throw error }
        }
    }

    /// Returns a domain's path, the base of its relative paths: `/local/domain/N`.
    public func path(of domain: DomainID) async throws(XenstoreError) -> String {
        Self.path(in: try await perform(.domainPath, Self.text(domain), in: .none))
    }

    /// Returns a domain's path, without suspending.
    public func path(of domain: DomainID) throws(XenstoreError) -> String {
        Self.path(in: try perform(.domainPath, Self.text(domain), in: .none))
    }

    private static let resetFeature = "control/platform-feature-xs_reset_watches"

    private func supportOfReset() async throws(XenstoreError) -> [UInt8] {
        do throws(XenstoreError) {
            return try await read(Self.resetFeature)
        } catch {
            guard case .refused = error else { throw error }
            return []
        }
    }

    private func supportOfReset() throws(XenstoreError) -> [UInt8] {
        do throws(XenstoreError) {
            return try read(Self.resetFeature)
        } catch {
            guard case .refused = error else { throw error }
            return []
        }
    }

    private func canResetWatches(_ value: [UInt8]) -> Bool {
        XenstoreText.number(value[...]) == 1
    }

    private static func text(_ domain: DomainID) -> String {
        String(bytes: XenstoreText.digits(UInt64(domain.rawValue)))
    }

    private static func path(in payload: [UInt8]) -> String {
        String(bytes: XenstoreText.withoutZero(payload))
    }
}
