// SPDX-License-Identifier: MIT
// A number that stands for a result: the count of rows and all their fields, in order.

struct Digest: Hashable {
    private(set) var rows = 0
    private var state: UInt64 = 0xcbf2_9ce4_8422_2325

    mutating func row() { rows += 1 }

    mutating func mix(_ word: UInt64) {
        state = (state ^ word) &* 0x100_0000_01b3
        state ^= state >> 29
    }

    mutating func mix(_ value: Int) { mix(UInt64(bitPattern: Int64(value))) }

    mutating func mix(_ value: Double) { mix(value.bitPattern) }

    mutating func mix(_ value: String) {
        mix(value.utf8.count)
        for byte in value.utf8 { mix(UInt64(byte)) }
    }

    mutating func mix(_ value: String?) {
        guard let value else { return mix(-1) }
        mix(value)
    }
}

protocol Digestible {
    func add(to digest: inout Digest)
}

extension Digest {
    init(of values: [some Digestible]) {
        for value in values {
            row()
            value.add(to: &self)
        }
    }
}

extension NorthwindOrder: Digestible {
    func add(to digest: inout Digest) {
        digest.mix(orderID)
        digest.mix(customerID)
        digest.mix(employeeID)
        digest.mix(orderDate)
        digest.mix(requiredDate)
        digest.mix(shippedDate)
        digest.mix(shipVia)
        digest.mix(freight)
        digest.mix(shipName)
        digest.mix(shipAddress)
        digest.mix(shipCity)
        digest.mix(shipRegion)
        digest.mix(shipPostalCode)
        digest.mix(shipCountry)
    }
}

extension TenNumbers: Digestible {
    func add(to digest: inout Digest) {
        for value in [i0, i1, i2, i3, i4, i5, i6, i7, i8, i9] { digest.mix(value) }
    }
}

extension Mail: Digestible {
    func add(to digest: inout Digest) {
        digest.mix(id)
        digest.mix(name)
        digest.mix(address)
    }
}
