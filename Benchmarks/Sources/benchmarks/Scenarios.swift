// SPDX-License-Identifier: MIT
// What is measured. The lanes of one scenario read the same file through connections of their
// own; those that write get a new file each round.
import CProbe

/// The lanes on one database, and what their connections answered to the PRAGMAs.
final class Lanes {
    let raw: RawLane
    let ours: OurLane
    let grdb: GRDBLane
    let answers: [(lane: Lane.Kind, answers: [String])]

    init(_ path: String) throws {
        cprobe_watch_connections()
        raw = RawLane(database: try RawDatabase(path))
        let rawAnswers = Pragmas.answers(of: cprobe_last_connection())
        ours = try OurLane(path)
        let ourAnswers = Pragmas.answers(of: cprobe_last_connection())
        grdb = try GRDBLane(path)
        let grdbAnswers = Pragmas.answers(of: cprobe_last_connection())
        answers = [(.raw, rawAnswers), (.ours, ourAnswers), (.grdbBest, grdbAnswers)]
    }
}

struct UnequalSettings: Error {
    let lane: String
    let answers: [String]
}

extension Lanes {
    func checkSettings() throws {
        for entry in answers where entry.answers != answers[0].answers {
            throw UnequalSettings(lane: entry.lane.rawValue, answers: entry.answers)
        }
    }

    func reading() throws -> [Scenario] {
        var seed = Seed(5)
        let keys = (0..<20_000).map { _ in 10_248 + seed.below(NorthwindOrder.count) }
        let (raw, ours, grdb) = (raw, ours, grdb)
        return [
            Scenario(
                name: "read 15,889 orders of 14 columns", rows: NorthwindOrder.count,
                lanes: [
                    Lane(kind: .raw, body: try raw.readOrders()),
                    Lane(kind: .ours) { try ours.readOrders() },
                    Lane(kind: .grdbBest) { try grdb.readOrders() },
                    Lane(kind: .grdbIdiomatic) { try grdb.readCodableOrders() },
                ]),
            Scenario(
                name: "read 200,000 rows of 10 integers", rows: 200_000,
                lanes: [
                    Lane(kind: .raw, body: try raw.readNumbers()),
                    Lane(kind: .ours) { try ours.readNumbers() },
                    Lane(kind: .grdbBest) { try grdb.readNumbers() },
                    Lane(kind: .grdbIdiomatic) { try grdb.readCodableNumbers() },
                ]),
            Scenario(
                name: "20,000 orders by key, one transaction", rows: keys.count,
                lanes: [
                    Lane(kind: .raw, body: try raw.findOrders(keys, inTransaction: true)),
                    Lane(kind: .ours) { try ours.findOrdersInTransaction(keys) },
                    Lane(kind: .grdbBest) { try grdb.findOrders(keys, inTransaction: true) },
                    Lane(kind: .grdbIdiomatic) { try grdb.findCodableOrdersInTransaction(keys) },
                ]),
            Scenario(
                name: "20,000 orders by key, autocommit", rows: keys.count,
                lanes: [
                    Lane(kind: .raw, body: try raw.findOrders(keys, inTransaction: false)),
                    Lane(kind: .ours) { try ours.findOrders(keys) },
                    Lane(kind: .grdbBest) { try grdb.findOrders(keys, inTransaction: false) },
                    Lane(kind: .grdbIdiomatic) { try grdb.findCodableOrders(keys) },
                ]),
            Scenario(
                name: "`contains` on 100,000 mails", rows: Mail.count,
                lanes: [
                    Lane(kind: .raw, body: try raw.scanMails()),
                    Lane(kind: .ours) { try ours.scanMails() },
                    Lane(kind: .grdbBest) { try grdb.scanMails() },
                    Lane(kind: .grdbIdiomatic) { try grdb.scanCodableMails() },
                ]),
        ]
    }
}

/// Inserts into a new file each round, so that no lane writes into a cache another one has filled.
func writingScenario(_ workspace: Workspace) -> Scenario {
    let numbers = TenNumbers.seeded(50_000, stream: 6)
    let codable = numbers.map(CodableNumbers.init)

    func lane(
        _ kind: Lane.Kind, _ open: @escaping (String) throws -> () throws -> Void
    ) -> Lane {
        // Opened by `prepare`, closed when the digest has been taken.
        var work: (() throws -> Void)?
        return Lane(
            kind: kind,
            prepare: { work = try open(try workspace.fresh("insert")) },
            body: {
                try work!()
                return {
                    work = nil
                    defer { workspace.discard("insert") }
                    return try RawDatabase(workspace.path("insert")).numbers()
                }
            })
    }

    return Scenario(
        name: "insert 50,000 rows of 10 integers", rows: numbers.count,
        lanes: [
            lane(.raw) { try RawLane(database: RawDatabase($0)).insert(numbers) },
            lane(.ours) { path in
                let lane = try OurLane(path)
                return { try lane.insert(numbers) }
            },
            lane(.grdbBest) { path in
                let lane = try GRDBLane(path)
                return { try lane.insert(numbers) }
            },
            lane(.grdbIdiomatic) { path in
                let lane = try GRDBLane(path)
                return { try lane.insertCodable(codable) }
            },
        ])
}
