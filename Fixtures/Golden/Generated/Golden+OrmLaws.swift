// Generated for module Golden by orm-gen 0.1.0. Change the types, not this file.
import OrmLaws
import SeededRandom

extension Binding: Arbitrary {
    static func arbitrary(using random: inout SeededRandom) -> Binding {
        let cases: [Binding] = [.paper, .cloth]
        return cases[Int(random.next() % UInt64(cases.count))]
    }
}

extension Shelf: Arbitrary {
    static func arbitrary(using random: inout SeededRandom) -> Shelf {
        let cases: [Shelf] = [.lower, .upper]
        return cases[Int(random.next() % UInt64(cases.count))]
    }
}

extension Place: Arbitrary {
    static func arbitrary(using random: inout SeededRandom) -> Place {
        Place(city: .arbitrary(using: &random), zip: .arbitrary(using: &random))
    }
}

extension Book: Arbitrary {
    static func arbitrary(using random: inout SeededRandom) -> Book {
        Book(
            isbn: .arbitrary(using: &random),
            title: .arbitrary(using: &random),
            year: .arbitrary(using: &random),
            price: .arbitrary(using: &random),
            code: .arbitrary(using: &random),
            binding: .arbitrary(using: &random),
            shelf: .arbitrary(using: &random),
            printed: .arbitrary(using: &random),
            stored: .arbitrary(using: &random),
            cover: .arbitrary(using: &random),
            isLent: .arbitrary(using: &random)
        )
    }
}

extension Note: Arbitrary {
    static func arbitrary(using random: inout SeededRandom) -> Note {
        Note(
            text: .arbitrary(using: &random),
            stars: .arbitrary(using: &random),
            serial: .arbitrary(using: &random)
        )
    }
}

extension Loan: Arbitrary {
    static func arbitrary(using random: inout SeededRandom) -> Loan {
        Loan(
            member: .arbitrary(using: &random),
            isbn: .arbitrary(using: &random),
            since: .arbitrary(using: &random)
        )
    }
}

extension Archive.Entry: Arbitrary {
    static func arbitrary(using random: inout SeededRandom) -> Archive.Entry {
        Archive.Entry(
            id: .arbitrary(using: &random),
            default: .arbitrary(using: &random),
            from: .arbitrary(using: &random),
            limit: .arbitrary(using: &random),
            orderBy: .arbitrary(using: &random),
            select: .arbitrary(using: &random),
            row: .arbitrary(using: &random),
            statement: .arbitrary(using: &random)
        )
    }
}
