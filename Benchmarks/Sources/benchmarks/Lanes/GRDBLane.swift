// SPDX-License-Identifier: MIT
// The scenarios on GRDB 7.10.0, twice: as its performance guide advises (statements kept in its
// cache, values by position) and as its README begins (Codable records and the query interface).
import GRDB

struct GRDBLane {
    let queue: DatabaseQueue

    init(_ path: String) throws {
        var configuration = Configuration()
        configuration.prepareDatabase { database in
            for pragma in Pragmas.statements { try database.execute(sql: pragma) }
        }
        queue = try DatabaseQueue(path: path, configuration: configuration)
    }
}

// MARK: - Best effort

extension NorthwindOrder: FetchableRecord {
    init(row: Row) {
        self.init(
            orderID: row[0], customerID: row[1], employeeID: row[2], orderDate: row[3],
            requiredDate: row[4], shippedDate: row[5], shipVia: row[6], freight: row[7],
            shipName: row[8], shipAddress: row[9], shipCity: row[10], shipRegion: row[11],
            shipPostalCode: row[12], shipCountry: row[13])
    }
}

extension TenNumbers: FetchableRecord {
    init(row: Row) {
        self.init(
            i0: row[0], i1: row[1], i2: row[2], i3: row[3], i4: row[4], i5: row[5], i6: row[6],
            i7: row[7], i8: row[8], i9: row[9])
    }
}

extension Mail: FetchableRecord {
    init(row: Row) {
        self.init(id: row[0], name: row[1], address: row[2])
    }
}

extension GRDBLane {
    func readOrders() throws -> Lane.Body {
        let orders = try queue.read { database in
            let sql = #"SELECT \#(NorthwindOrder.columns) FROM "orders""#
            return try NorthwindOrder.fetchAll(database.cachedStatement(sql: sql))
        }
        return { Digest(of: orders) }
    }

    func readNumbers() throws -> Lane.Body {
        let numbers = try queue.read { database in
            let sql = #"SELECT \#(TenNumbers.columns) FROM "numbers""#
            return try TenNumbers.fetchAll(database.cachedStatement(sql: sql))
        }
        return { Digest(of: numbers) }
    }

    func findOrders(_ keys: [Int], inTransaction: Bool) throws -> Lane.Body {
        let orders = try queue.inDatabase { database in
            var orders: [NorthwindOrder] = []
            orders.reserveCapacity(keys.count)
            let statement = try database.cachedStatement(
                sql: #"SELECT \#(NorthwindOrder.columns) FROM "orders" WHERE "orderID" = ?"#)
            if inTransaction { try database.beginTransaction(.deferred) }
            for key in keys {
                statement.setUncheckedArguments([key])
                if let order = try NorthwindOrder.fetchOne(statement) { orders.append(order) }
            }
            if inTransaction { try database.commit() }
            return orders
        }
        return { Digest(of: orders) }
    }

    func insert(_ numbers: [TenNumbers]) throws {
        try queue.inDatabase { database in
            try database.inTransaction(.immediate) {
                let statement = try database.cachedStatement(sql: TenNumbers.insertion)
                for value in numbers {
                    statement.setUncheckedArguments([
                        value.i0, value.i1, value.i2, value.i3, value.i4, value.i5, value.i6,
                        value.i7, value.i8, value.i9,
                    ])
                    try statement.execute()
                }
                return .commit
            }
        }
    }

    func scanMails() throws -> Lane.Body {
        let mails = try queue.read { database in
            let statement = try database.cachedStatement(
                sql: #"SELECT "id", "name", "address" FROM "mails" WHERE instr("address", ?) > 0"#)
            return try Mail.fetchAll(statement, arguments: [Mail.part])
        }
        return { Digest(of: mails) }
    }
}

// MARK: - Idiomatic

struct CodableOrder: Codable, FetchableRecord, PersistableRecord {
    static let databaseTableName = "orders"

    var orderID: Int
    var customerID: String
    var employeeID: Int
    var orderDate: String
    var requiredDate: String
    var shippedDate: String?
    var shipVia: Int
    var freight: Double
    var shipName: String
    var shipAddress: String
    var shipCity: String
    var shipRegion: String?
    var shipPostalCode: String?
    var shipCountry: String
}

struct CodableNumbers: Codable, FetchableRecord, PersistableRecord {
    static let databaseTableName = "numbers"

    var i0: Int
    var i1: Int
    var i2: Int
    var i3: Int
    var i4: Int
    var i5: Int
    var i6: Int
    var i7: Int
    var i8: Int
    var i9: Int
}

struct CodableMail: Codable, FetchableRecord, PersistableRecord {
    static let databaseTableName = "mails"

    var id: Int
    var name: String
    var address: String
}

extension GRDBLane {
    func readCodableOrders() throws -> Lane.Body {
        let orders = try queue.read { try CodableOrder.fetchAll($0) }
        return { Digest(of: orders) }
    }

    func readCodableNumbers() throws -> Lane.Body {
        let numbers = try queue.read { try CodableNumbers.fetchAll($0) }
        return { Digest(of: numbers) }
    }

    func findCodableOrdersInTransaction(_ keys: [Int]) throws -> Lane.Body {
        let orders = try queue.inDatabase { database in
            var orders: [CodableOrder] = []
            orders.reserveCapacity(keys.count)
            try database.beginTransaction(.deferred)
            for key in keys {
                if let order = try CodableOrder.fetchOne(database, key: key) {
                    orders.append(order)
                }
            }
            try database.commit()
            return orders
        }
        return { Digest(of: orders) }
    }

    func findCodableOrders(_ keys: [Int]) throws -> Lane.Body {
        var orders: [CodableOrder] = []
        orders.reserveCapacity(keys.count)
        for key in keys {
            let order = try queue.read { try CodableOrder.fetchOne($0, key: key) }
            if let order { orders.append(order) }
        }
        return { Digest(of: orders) }
    }

    func insertCodable(_ numbers: [CodableNumbers]) throws {
        try queue.write { database in
            for value in numbers { try value.insert(database) }
        }
    }

    func scanCodableMails() throws -> Lane.Body {
        let mails = try queue.read { database in
            try CodableMail.filter(Column("address").like("%\(Mail.part)%")).fetchAll(database)
        }
        return { Digest(of: mails) }
    }
}

// MARK: - Digests

extension CodableOrder: Digestible {
    func add(to digest: inout Digest) {
        NorthwindOrder(
            orderID: orderID, customerID: customerID, employeeID: employeeID, orderDate: orderDate,
            requiredDate: requiredDate, shippedDate: shippedDate, shipVia: shipVia,
            freight: freight, shipName: shipName, shipAddress: shipAddress, shipCity: shipCity,
            shipRegion: shipRegion, shipPostalCode: shipPostalCode, shipCountry: shipCountry
        ).add(to: &digest)
    }
}

extension CodableNumbers: Digestible {
    init(_ value: TenNumbers) {
        self.init(
            i0: value.i0, i1: value.i1, i2: value.i2, i3: value.i3, i4: value.i4, i5: value.i5,
            i6: value.i6, i7: value.i7, i8: value.i8, i9: value.i9)
    }

    func add(to digest: inout Digest) {
        TenNumbers(i0: i0, i1: i1, i2: i2, i3: i3, i4: i4, i5: i5, i6: i6, i7: i7, i8: i8, i9: i9)
            .add(to: &digest)
    }
}

extension CodableMail: Digestible {
    func add(to digest: inout Digest) {
        Mail(id: id, name: name, address: address).add(to: &digest)
    }
}
