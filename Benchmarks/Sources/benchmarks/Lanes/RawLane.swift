// SPDX-License-Identifier: MIT
// The scenarios on the raw C interface.
import CProbe

/// Also the tool that prepares and checks databases for the other lanes.
struct RawLane {
    let database: RawDatabase

    func readOrders() throws -> () throws -> Lane.Body {
        let select = try database.prepare(#"SELECT \#(NorthwindOrder.columns) FROM "orders""#)
        return {
            defer { withExtendedLifetime(database) { select.reset() } }
            var orders: [NorthwindOrder] = []
            while try select.step() { orders.append(NorthwindOrder(select)) }
            return { Digest(of: orders) }
        }
    }

    func readNumbers() throws -> () throws -> Lane.Body {
        let select = try database.prepare(#"SELECT \#(TenNumbers.columns) FROM "numbers""#)
        return {
            defer { withExtendedLifetime(database) { select.reset() } }
            var numbers: [TenNumbers] = []
            while try select.step() { numbers.append(TenNumbers(select)) }
            return { Digest(of: numbers) }
        }
    }

    func findOrders(_ keys: [Int], inTransaction: Bool) throws -> () throws -> Lane.Body {
        let select = try database.prepare(
            #"SELECT \#(NorthwindOrder.columns) FROM "orders" WHERE "orderID" = ?"#)
        let begin = try database.prepare("BEGIN")
        let commit = try database.prepare("COMMIT")
        return {
            var orders: [NorthwindOrder] = []
            orders.reserveCapacity(keys.count)
            if inTransaction { try once(begin) }
            for key in keys {
                try select.bind(key, 1)
                if try select.step() { orders.append(NorthwindOrder(select)) }
                select.reset()
            }
            if inTransaction { try once(commit) }
            return { Digest(of: orders) }
        }
    }

    /// Inserts without a transaction of its own.
    func insertRows(_ numbers: [TenNumbers]) throws {
        let insert = try database.prepare(TenNumbers.insertion)
        for value in numbers {
            try value.bind(to: insert)
            _ = try insert.step()
            insert.reset()
        }
    }

    func insert(_ numbers: [TenNumbers]) throws -> () throws -> Void {
        let insert = try database.prepare(TenNumbers.insertion)
        let begin = try database.prepare("BEGIN IMMEDIATE")
        let commit = try database.prepare("COMMIT")
        return {
            try once(begin)
            for value in numbers {
                try value.bind(to: insert)
                _ = try insert.step()
                insert.reset()
            }
            try once(commit)
        }
    }

    func scanMails() throws -> () throws -> Lane.Body {
        let select = try database.prepare(
            #"SELECT "id", "name", "address" FROM "mails" WHERE instr("address", ?) > 0"#)
        return {
            defer { withExtendedLifetime(database) { select.reset() } }
            try select.bind(Mail.part, 1)
            var mails: [Mail] = []
            while try select.step() { mails.append(Mail(select)) }
            return { Digest(of: mails) }
        }
    }

    private func once(_ statement: RawStatement) throws {
        defer { statement.reset() }
        _ = try statement.step()
    }
}

extension RawDatabase {
    /// The digest of the table of numbers, for lanes that write it.
    func numbers() throws -> Digest {
        try withExtendedLifetime(self) { try RawLane(database: self).readNumbers()()() }
    }
}
