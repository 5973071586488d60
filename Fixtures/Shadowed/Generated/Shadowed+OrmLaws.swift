// Generated for module Shadowed by orm-gen 0.1.0. Change the types, not this file.
import OrmLaws
import SeededRandom

extension Statement: Arbitrary {
    static func arbitrary(using random: inout SeededRandom) -> Statement {
        let cases: [Statement] = [.`open`, .closed]
        return cases[Int(random.next() % UInt64(cases.count))]
    }
}

extension Match: Arbitrary {
    static func arbitrary(using random: inout SeededRandom) -> Match {
        Match(
            number: .arbitrary(using: &random),
            home: .arbitrary(using: &random),
            order: .arbitrary(using: &random),
            state: .arbitrary(using: &random)
        )
    }
}

extension Order: Arbitrary {
    static func arbitrary(using random: inout SeededRandom) -> Order {
        Order(record: .arbitrary(using: &random))
    }
}

extension Record: Arbitrary {
    static func arbitrary(using random: inout SeededRandom) -> Record {
        Record(change: .arbitrary(using: &random))
    }
}

extension Transaction: Arbitrary {
    static func arbitrary(using random: inout SeededRandom) -> Transaction {
        Transaction(table: .arbitrary(using: &random), row: .arbitrary(using: &random))
    }
}

extension Table: Arbitrary {
    static func arbitrary(using random: inout SeededRandom) -> Table {
        Table(schema: .arbitrary(using: &random), column: .arbitrary(using: &random))
    }
}
