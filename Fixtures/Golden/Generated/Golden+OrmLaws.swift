// Generated for module Golden by orm-gen 0.1.0. Change the types, not this file.
public import OrmLaws
public import SeededRandom

extension TagKind: Arbitrary {
    package static func arbitrary(using random: inout SeededRandom) -> TagKind {
        let cases: [TagKind] = [.none, .all]
        return cases[Int(random.next() % UInt64(cases.count))]
    }
}

extension Mood: Arbitrary {
    static func arbitrary(using random: inout SeededRandom) -> Mood {
        let cases: [Mood] = [.calm, .wild, .blank]
        return cases[Int(random.next() % UInt64(cases.count))]
    }
}

extension Step: Arbitrary {
    static func arbitrary(using random: inout SeededRandom) -> Step {
        let cases: [Step] = [.back, .stay, .forward]
        return cases[Int(random.next() % UInt64(cases.count))]
    }
}

extension Grade: Arbitrary {
    static func arbitrary(using random: inout SeededRandom) -> Grade {
        let cases: [Grade] = [.lowest, .highest]
        return cases[Int(random.next() % UInt64(cases.count))]
    }
}

extension Depth: Arbitrary {
    static func arbitrary(using random: inout SeededRandom) -> Depth {
        let cases: [Depth] = [.bottom, .top]
        return cases[Int(random.next() % UInt64(cases.count))]
    }
}

extension Mask: Arbitrary {
    static func arbitrary(using random: inout SeededRandom) -> Mask {
        let cases: [Mask] = [.none, .topBit, .full]
        return cases[Int(random.next() % UInt64(cases.count))]
    }
}

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

extension Corner: Arbitrary {
    public static func arbitrary(using random: inout SeededRandom) -> Corner {
        Corner(
            code: .arbitrary(using: &random),
            rowid: .arbitrary(using: &random),
            oid: .arbitrary(using: &random),
            text: .arbitrary(using: &random),
            negative: .arbitrary(using: &random),
            top: .arbitrary(using: &random),
            ratio: .arbitrary(using: &random),
            small: .arbitrary(using: &random),
            flag: .arbitrary(using: &random),
            nothing: .arbitrary(using: &random)
        )
    }
}

extension Tag: Arbitrary {
    package static func arbitrary(using random: inout SeededRandom) -> Tag {
        Tag(
            kind: .arbitrary(using: &random),
            isOpen: .arbitrary(using: &random),
            bytes: .arbitrary(using: &random)
        )
    }
}

extension Plain: Arbitrary {
    static func arbitrary(using random: inout SeededRandom) -> Plain {
        Plain(
            id: .arbitrary(using: &random),
            value: .arbitrary(using: &random),
            rowid: .arbitrary(using: &random),
            all: .arbitrary(using: &random),
            matching: .arbitrary(using: &random)
        )
    }
}

extension Archive.Page: Arbitrary {
    static func arbitrary(using random: inout SeededRandom) -> Archive.Page {
        Archive.Page(
            number: .arbitrary(using: &random),
            label: .arbitrary(using: &random),
            entry: .arbitrary(using: &random),
            var: .arbitrary(using: &random),
            `inout`: .arbitrary(using: &random),
            from: .arbitrary(using: &random),
            source: .arbitrary(using: &random)
        )
    }
}

extension Hint: Arbitrary {
    static func arbitrary(using random: inout SeededRandom) -> Hint {
        Hint(word: .arbitrary(using: &random), rank: .arbitrary(using: &random))
    }
}

extension Frame: Arbitrary {
    static func arbitrary(using random: inout SeededRandom) -> Frame {
        Frame(
            hint: .arbitrary(using: &random),
            extra: .arbitrary(using: &random),
            angle: .arbitrary(using: &random)
        )
    }
}

extension Everything: Arbitrary {
    static func arbitrary(using random: inout SeededRandom) -> Everything {
        Everything(
            id: .arbitrary(using: &random),
            bool: .arbitrary(using: &random),
            int8: .arbitrary(using: &random),
            int16: .arbitrary(using: &random),
            int32: .arbitrary(using: &random),
            int64: .arbitrary(using: &random),
            uint: .arbitrary(using: &random),
            uint8: .arbitrary(using: &random),
            uint16: .arbitrary(using: &random),
            uint32: .arbitrary(using: &random),
            uint64: .arbitrary(using: &random),
            float: .arbitrary(using: &random),
            double: .arbitrary(using: &random),
            string: .arbitrary(using: &random),
            bytes: .arbitrary(using: &random),
            maybeBool: .arbitrary(using: &random),
            maybeInt: .arbitrary(using: &random),
            maybeInt8: .arbitrary(using: &random),
            maybeInt16: .arbitrary(using: &random),
            maybeInt32: .arbitrary(using: &random),
            maybeInt64: .arbitrary(using: &random),
            maybeUInt: .arbitrary(using: &random),
            maybeUInt8: .arbitrary(using: &random),
            maybeUInt16: .arbitrary(using: &random),
            maybeUInt32: .arbitrary(using: &random),
            maybeUInt64: .arbitrary(using: &random),
            maybeFloat: .arbitrary(using: &random),
            maybeDouble: .arbitrary(using: &random),
            maybeString: .arbitrary(using: &random),
            maybeBytes: .arbitrary(using: &random),
            mood: .arbitrary(using: &random),
            step: .arbitrary(using: &random),
            grade: .arbitrary(using: &random),
            depth: .arbitrary(using: &random),
            mask: .arbitrary(using: &random),
            maybeMood: .arbitrary(using: &random),
            maybeStep: .arbitrary(using: &random),
            maybeMask: .arbitrary(using: &random),
            hint: .arbitrary(using: &random),
            frame: .arbitrary(using: &random),
            maybeHint: .arbitrary(using: &random),
            maybeFrame: .arbitrary(using: &random)
        )
    }
}

extension Specimen: Arbitrary {
    static func arbitrary(using random: inout SeededRandom) -> Specimen {
        Specimen(
            id: .arbitrary(using: &random),
            text: .arbitrary(using: &random),
            maybeText: .arbitrary(using: &random),
            real: .arbitrary(using: &random),
            maybeReal: .arbitrary(using: &random),
            narrow: .arbitrary(using: &random),
            small: .arbitrary(using: &random),
            wide: .arbitrary(using: &random),
            flag: .arbitrary(using: &random),
            blob: .arbitrary(using: &random),
            mood: .arbitrary(using: &random),
            frame: .arbitrary(using: &random),
            spare: .arbitrary(using: &random)
        )
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
