// Generated for module Shadowed by orm-gen 0.1.0. Change the types, not this file.
import OrmLaws
import SeededRandom

nonisolated extension Shadowed::Statement: OrmLaws.Arbitrary {
    static func arbitrary(using ormRandom: inout SeededRandom::SeededRandom) -> Shadowed::Statement {
        let ormCases: [Shadowed::Statement] = [.`open`, .closed]
        return ormCases[Swift::Int(ormRandom.next() % Swift::UInt64(ormCases.count))]
    }
}

nonisolated extension Shadowed::Match: OrmLaws.Arbitrary {
    static func arbitrary(using ormRandom: inout SeededRandom::SeededRandom) -> Shadowed::Match {
        Shadowed::Match(ormRandom: &ormRandom)
    }
}

nonisolated extension Shadowed::Match {
    init(ormRandom: inout SeededRandom::SeededRandom) {
        self.number = Swift::Int.arbitrary(using: &ormRandom)
        self.home = Swift::String.arbitrary(using: &ormRandom)
        self.order = Swift::Optional<Shadowed::Order>.arbitrary(using: &ormRandom)
        self.state = Shadowed::Statement.arbitrary(using: &ormRandom)
    }
}

nonisolated extension Shadowed::Order: OrmLaws.Arbitrary {
    static func arbitrary(using ormRandom: inout SeededRandom::SeededRandom) -> Shadowed::Order {
        Shadowed::Order(ormRandom: &ormRandom)
    }
}

nonisolated extension Shadowed::Order {
    init(ormRandom: inout SeededRandom::SeededRandom) {
        self.record = Shadowed::Record.arbitrary(using: &ormRandom)
    }
}

nonisolated extension Shadowed::Record: OrmLaws.Arbitrary {
    static func arbitrary(using ormRandom: inout SeededRandom::SeededRandom) -> Shadowed::Record {
        Shadowed::Record(ormRandom: &ormRandom)
    }
}

nonisolated extension Shadowed::Record {
    init(ormRandom: inout SeededRandom::SeededRandom) {
        self.change = Swift::Int.arbitrary(using: &ormRandom)
    }
}

nonisolated extension Shadowed::Transaction: OrmLaws.Arbitrary {
    static func arbitrary(using ormRandom: inout SeededRandom::SeededRandom) -> Shadowed::Transaction {
        Shadowed::Transaction(ormRandom: &ormRandom)
    }
}

nonisolated extension Shadowed::Transaction {
    init(ormRandom: inout SeededRandom::SeededRandom) {
        self.table = Swift::String.arbitrary(using: &ormRandom)
        self.row = Swift::Int64.arbitrary(using: &ormRandom)
    }
}

nonisolated extension Shadowed::Table: OrmLaws.Arbitrary {
    static func arbitrary(using ormRandom: inout SeededRandom::SeededRandom) -> Shadowed::Table {
        Shadowed::Table(ormRandom: &ormRandom)
    }
}

nonisolated extension Shadowed::Table {
    init(ormRandom: inout SeededRandom::SeededRandom) {
        self.schema = Swift::String.arbitrary(using: &ormRandom)
        self.column = Swift::String.arbitrary(using: &ormRandom)
    }
}
