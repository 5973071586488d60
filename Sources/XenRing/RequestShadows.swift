// SPDX-License-Identifier: MIT
// Private copies of requests, out of the peer's reach. A response names its request by an
// identifier of ours. The low half is an index into this table; the high half counts the uses of
// that index, so a duplicate answer, or one from before a resume, matches nothing.

/// Private copies of the requests that the peer has not answered yet.
package struct RequestShadows<Shadow> {
    private struct Place {
        var generation: UInt32 = 0
        var shadow: Shadow?
    }

    private var places: [Place]
    private var free: [Int]

    /// Creates a table for at most `capacity` unanswered requests.
    package init(capacity: Int) {
        places = Array(repeating: Place(), count: capacity)
        free = Array((0..<capacity).reversed())
    }

    /// The number of unanswered requests.
    package var count: Int { places.count - free.count }

    /// Stores a request and returns the identifier to send; nil when the table is full.
    package mutating func insert(_ shadow: Shadow) -> UInt64? {
        guard let place = free.popLast() else { return nil }
        places[place].generation &+= 1
        places[place].shadow = shadow
        return UInt64(places[place].generation) << 32 | UInt64(place)
    }

    /// Removes and returns the request that a response names.
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
