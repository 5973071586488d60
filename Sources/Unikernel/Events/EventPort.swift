// SPDX-License-Identifier: MIT
// This domain's end of an event channel, by Xen's number.

/// An event port of a domain (event_channel.h, `evtchn_port_t`).
public struct EventPort: Equatable, Hashable, Sendable {
    /// The port's number; zero is never a port.
    public var rawValue: UInt32

    /// The port with this number.
    public init(_ rawValue: UInt32) {
        self.rawValue = rawValue
    }

    /// The number of ports with two-level event channels: a bit each in 64 words of 64 bits
    /// (event_channel.h, `EVTCHN_2L_NR_CHANNELS`).
    public static let count: UInt32 = 4096
}
