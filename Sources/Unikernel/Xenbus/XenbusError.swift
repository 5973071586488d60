// SPDX-License-Identifier: MIT
// Why a device's frontend and backend do not come together.

/// An error of the handshake with a backend.
package enum XenbusError: Error, Equatable, Sendable {
    /// The domain has no such device.
    case notFound
    /// Xenstore failed.
    case xenstore(XenstoreError)
    /// The backend closed the device while it was being connected.
    case closed
    /// The backend did not change its state in time.
    case silent
    /// The backend's nodes hold what cannot be.
    case hostile(Violation)

    /// What the nodes hold.
    package enum Violation: Equatable, Sendable {
        /// `backend-id` is no domain's number.
        case domain
        /// `backend` is not the path of a backend of this device.
        case path
        /// A text stands where a number belongs.
        case number
    }
}
