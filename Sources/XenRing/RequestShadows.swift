// SPDX-License-Identifier: MIT
// What was asked, kept where the peer cannot reach it. A response names its request by an identifier of ours:
// the low half is a place in this table, the high half counts how often the place was used, so an answer that
// comes twice, or from before a resume, matches nothing.

/// Private copies of the requests that a peer has yet to answer.
package struct RequestShadows<Shadow> {
    private struct Place {
        var generation: UInt32 = 0
        var shadow: Shadow?
    }

    private var places: [Place]
    private var free: [Int]

    /// A table for at most `capacity` requests at a time.
    package init(capacity: Int) {
        places = Array(repeating: Place(), count: capacity)
        free = Array((0..<capacity).reversed())
    }

    /// How many requests wait for an answer.
    package var count: Int { places.count - free.count }

    /// Keeps a request and returns the identifier to send; nil when the table is full.
    package mutating func insert(_ shadow: Shadow) -> UInt64? {
        guard let place = free.popLast() else { return nil }
        places[place].generation &+= 1
        places[place].shadow = shadow
        return UInt64(places[place].generation) << 32 | UInt64(place)
    }

    /// Takes out the request that a response names.
    package mutating func remove(_ identifier: UInt64) throws(RingFault) -> Shadow {
        let place = Int(identifier & 0xffff_ffff)
        guard place < places.count, places[place].generation == UInt32(identifier >> 32),
            let shadow = places[place].shadow
        else { throw .unknownIdentifier(identifier) }
        places[place].shadow = nil
        free.append(place)
        return shadow
    }
}
