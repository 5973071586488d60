// SPDX-License-Identifier: MIT
// The states by which a frontend and its backend agree when to connect and to disconnect.

/// States of frontend and backend (io/xenbus.h, `enum xenbus_state`).
package enum XenbusState: UInt64 {
    case unknown = 0
    case initialising = 1
    case initWait = 2
    case initialised = 3
    case connected = 4
    case closing = 5
    case closed = 6
    case reconfiguring = 7
    case reconfigured = 8
}
