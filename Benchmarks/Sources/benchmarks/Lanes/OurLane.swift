// SPDX-License-Identifier: MIT
// The scenarios as a user of the library writes them.
import OrmRuntime

struct OurLane {
    let store: Store

    static var options: StoreOptions {
        var options = StoreOptions()
        options.journal = .writeAhead
        options.durability = .ordered
        options.cacheKibibytes = Pragmas.cacheKibibytes
        return options
    }

    init(_ path: String, options: StoreOptions = Self.options) throws {
        store = try NorthwindOrder.open(path, options: options)
    }

    func readOrders() throws -> Lane.Body {
        let orders = try NorthwindOrder.get(from: store)
        return { Digest(of: orders) }
    }

    func readNumbers() throws -> Lane.Body {
        let numbers = try TenNumbers.get(from: store)
        return { Digest(of: numbers) }
    }

    func findOrdersInTransaction(_ keys: [Int]) throws -> Lane.Body {
        var orders: [NorthwindOrder] = []
        orders.reserveCapacity(keys.count)
        try store.read { tx throws(StoreError) in
            for key in keys {
                if let order = try NorthwindOrder.find(in: tx, orderID: key) {
                    orders.append(order)
                }
            }
        }
        return { Digest(of: orders) }
    }

    func findOrders(_ keys: [Int]) throws -> Lane.Body {
        var orders: [NorthwindOrder] = []
        orders.reserveCapacity(keys.count)
        for key in keys {
            if let order = try NorthwindOrder.find(in: store, orderID: key) { orders.append(order) }
        }
        return { Digest(of: orders) }
    }

    func insert(_ numbers: [TenNumbers]) throws {
        try store.write { tx throws(StoreError) in
            for value in numbers { try value.insert(into: tx) }
        }
    }

    func saveAll(_ numbers: [TenNumbers]) throws {
        try TenNumbers.saveAll(numbers, in: store)
    }

    func scanMails() throws -> Lane.Body {
        let mails = try Mail.get(from: store, address: .contains(Mail.part))
        return { Digest(of: mails) }
    }

    /// The sum of a column, row by row and without an array.
    func sumNumbers() throws -> Int {
        var sum = 0
        try TenNumbers.each(in: store) { (row: TenNumbers) throws(StoreError) in sum &+= row.i6 }
        return sum
    }
}
