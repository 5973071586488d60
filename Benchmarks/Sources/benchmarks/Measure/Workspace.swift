// SPDX-License-Identifier: MIT
// The databases of a run, in a folder of its own that goes away with it. The library creates the
// tables, the raw lane fills them: so no lane reads what it wrote itself.
import Foundation
import OrmRuntime

struct Workspace {
    let folder: URL

    init() throws {
        folder = FileManager.default.temporaryDirectory
            .appending(path: "mirage-benchmarks-\(ProcessInfo.processInfo.processIdentifier)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        try makeEmpty()
    }

    func remove() {
        try? FileManager.default.removeItem(at: folder)
    }

    func path(_ name: String) -> String { folder.appending(path: name + ".db").path }

    /// A new database with the tables and no rows.
    func fresh(_ name: String) throws -> String {
        discard(name)
        try FileManager.default.copyItem(atPath: path("empty"), toPath: path(name))
        return path(name)
    }

    func discard(_ name: String) {
        for suffix in ["", "-wal", "-shm"] {
            try? FileManager.default.removeItem(atPath: path(name) + suffix)
        }
    }

    private func makeEmpty() throws {
        let ours = try OurLane(path("empty"))
        try ours.store.close()
        try checkpoint(path("empty"))
    }

    private func checkpoint(_ path: String) throws {
        try RawDatabase(path).run("PRAGMA wal_checkpoint(TRUNCATE)")
    }
}

extension Workspace {
    func makeReadOnlyData() throws -> String {
        let path = try fresh("data")
        let database = try RawDatabase(path)
        try database.run("BEGIN")
        try insert(NorthwindOrder.seeded(), into: database)
        try RawLane(database: database).insertRows(TenNumbers.seeded(200_000, stream: 2))
        try insert(Mail.seeded(), into: database)
        try database.run("COMMIT")
        try checkpoint(path)
        return path
    }

    /// A table of numbers of a given length, for measuring memory.
    func makeNumbers(_ count: Int) throws -> String {
        let path = try fresh("numbers-\(count)")
        let database = try RawDatabase(path)
        try database.run("BEGIN")
        try RawLane(database: database).insertRows(TenNumbers.seeded(count, stream: 4))
        try database.run("COMMIT")
        try checkpoint(path)
        return path
    }

    private func insert(_ orders: [NorthwindOrder], into database: RawDatabase) throws {
        let insert = try database.prepare(
            """
            INSERT INTO "orders"(\(NorthwindOrder.columns))
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """)
        for order in orders {
            try insert.bind(order.orderID, 1)
            try insert.bind(order.customerID, 2)
            try insert.bind(order.employeeID, 3)
            try insert.bind(order.orderDate, 4)
            try insert.bind(order.requiredDate, 5)
            try insert.bind(order.shippedDate, 6)
            try insert.bind(order.shipVia, 7)
            try insert.bind(order.freight, 8)
            try insert.bind(order.shipName, 9)
            try insert.bind(order.shipAddress, 10)
            try insert.bind(order.shipCity, 11)
            try insert.bind(order.shipRegion, 12)
            try insert.bind(order.shipPostalCode, 13)
            try insert.bind(order.shipCountry, 14)
            _ = try insert.step()
            insert.reset()
        }
    }

    private func insert(_ mails: [Mail], into database: RawDatabase) throws {
        let insert = try database.prepare(
            #"INSERT INTO "mails"("id", "name", "address") VALUES (?, ?, ?)"#)
        for mail in mails {
            try insert.bind(mail.id, 1)
            try insert.bind(mail.name, 2)
            try insert.bind(mail.address, 3)
            _ = try insert.step()
            insert.reset()
        }
    }
}
