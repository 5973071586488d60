// Generated for module Golden by orm-gen 0.1.0. Change the types, not this file.
public import OrmLaws
public import SeededRandom

nonisolated extension Golden::TagKind: OrmLaws.Arbitrary {
    package static func arbitrary(using ormRandom: inout SeededRandom::SeededRandom) -> Golden::TagKind {
        let ormCases: [Golden::TagKind] = [.none, .all]
        return ormCases[Swift::Int(ormRandom.next() % Swift::UInt64(ormCases.count))]
    }
}

nonisolated extension Golden::Choice: OrmLaws.Arbitrary {
    static func arbitrary(using ormRandom: inout SeededRandom::SeededRandom) -> Golden::Choice {
        let ormCases: [Golden::Choice] = [.none, .some, .isNil, .equals]
        return ormCases[Swift::Int(ormRandom.next() % Swift::UInt64(ormCases.count))]
    }
}

nonisolated extension Golden::Score: OrmLaws.Arbitrary {
    static func arbitrary(using ormRandom: inout SeededRandom::SeededRandom) -> Golden::Score {
        let ormCases: [Golden::Score] = [.low, .high]
        return ormCases[Swift::Int(ormRandom.next() % Swift::UInt64(ormCases.count))]
    }
}

nonisolated extension Golden::Phase: OrmLaws.Arbitrary {
    @available(*, deprecated)
    static func arbitrary(using ormRandom: inout SeededRandom::SeededRandom) -> Golden::Phase {
        let ormCases: [Golden::Phase] = [.new, .old]
        return ormCases[Swift::Int(ormRandom.next() % Swift::UInt64(ormCases.count))]
    }
}

nonisolated extension Golden::Mood: OrmLaws.Arbitrary {
    static func arbitrary(using ormRandom: inout SeededRandom::SeededRandom) -> Golden::Mood {
        let ormCases: [Golden::Mood] = [.calm, .wild, .blank]
        return ormCases[Swift::Int(ormRandom.next() % Swift::UInt64(ormCases.count))]
    }
}

nonisolated extension Golden::Step: OrmLaws.Arbitrary {
    static func arbitrary(using ormRandom: inout SeededRandom::SeededRandom) -> Golden::Step {
        let ormCases: [Golden::Step] = [.back, .stay, .forward]
        return ormCases[Swift::Int(ormRandom.next() % Swift::UInt64(ormCases.count))]
    }
}

nonisolated extension Golden::Grade: OrmLaws.Arbitrary {
    static func arbitrary(using ormRandom: inout SeededRandom::SeededRandom) -> Golden::Grade {
        let ormCases: [Golden::Grade] = [.lowest, .highest]
        return ormCases[Swift::Int(ormRandom.next() % Swift::UInt64(ormCases.count))]
    }
}

nonisolated extension Golden::Depth: OrmLaws.Arbitrary {
    static func arbitrary(using ormRandom: inout SeededRandom::SeededRandom) -> Golden::Depth {
        let ormCases: [Golden::Depth] = [.bottom, .top]
        return ormCases[Swift::Int(ormRandom.next() % Swift::UInt64(ormCases.count))]
    }
}

nonisolated extension Golden::Mask: OrmLaws.Arbitrary {
    static func arbitrary(using ormRandom: inout SeededRandom::SeededRandom) -> Golden::Mask {
        let ormCases: [Golden::Mask] = [.none, .topBit, .full]
        return ormCases[Swift::Int(ormRandom.next() % Swift::UInt64(ormCases.count))]
    }
}

nonisolated extension Golden::Binding: OrmLaws.Arbitrary {
    static func arbitrary(using ormRandom: inout SeededRandom::SeededRandom) -> Golden::Binding {
        let ormCases: [Golden::Binding] = [.paper, .cloth]
        return ormCases[Swift::Int(ormRandom.next() % Swift::UInt64(ormCases.count))]
    }
}

nonisolated extension Golden::Shelf: OrmLaws.Arbitrary {
    static func arbitrary(using ormRandom: inout SeededRandom::SeededRandom) -> Golden::Shelf {
        let ormCases: [Golden::Shelf] = [.lower, .upper]
        return ormCases[Swift::Int(ormRandom.next() % Swift::UInt64(ormCases.count))]
    }
}

nonisolated extension Golden::Corner: OrmLaws.Arbitrary {
    public static func arbitrary(using ormRandom: inout SeededRandom::SeededRandom) -> Golden::Corner {
        Golden::Corner(ormRandom: &ormRandom)
    }
}

nonisolated extension Golden::Corner {
    init(ormRandom: inout SeededRandom::SeededRandom) {
        self.code = Swift::UInt64.arbitrary(using: &ormRandom)
        self.rowid = Swift::Int.arbitrary(using: &ormRandom)
        self.oid = Swift::Optional<Swift::String>.arbitrary(using: &ormRandom)
        self.text = Swift::String.arbitrary(using: &ormRandom)
        self.negative = Swift::Int.arbitrary(using: &ormRandom)
        self.top = Swift::UInt64.arbitrary(using: &ormRandom)
        self.ratio = Swift::Double.arbitrary(using: &ormRandom)
        self.small = Swift::Float.arbitrary(using: &ormRandom)
        self.flag = Swift::Bool.arbitrary(using: &ormRandom)
        self.nothing = Swift::Optional<Swift::Int>.arbitrary(using: &ormRandom)
    }
}

nonisolated extension Golden::Tag: OrmLaws.Arbitrary {
    package static func arbitrary(using ormRandom: inout SeededRandom::SeededRandom) -> Golden::Tag {
        Golden::Tag(ormRandom: &ormRandom)
    }
}

nonisolated extension Golden::Tag {
    init(ormRandom: inout SeededRandom::SeededRandom) {
        self.kind = Golden::TagKind.arbitrary(using: &ormRandom)
        self.isOpen = Swift::Bool.arbitrary(using: &ormRandom)
        self.bytes = Swift::Array<Swift::UInt8>.arbitrary(using: &ormRandom)
    }
}

nonisolated extension Golden::Plain: OrmLaws.Arbitrary {
    static func arbitrary(using ormRandom: inout SeededRandom::SeededRandom) -> Golden::Plain {
        Golden::Plain(ormRandom: &ormRandom)
    }
}

nonisolated extension Golden::Plain {
    init(ormRandom: inout SeededRandom::SeededRandom) {
        self.label = Swift::String.arbitrary(using: &ormRandom)
        self.value = Swift::Int.arbitrary(using: &ormRandom)
        self.rowid = Swift::Int64.arbitrary(using: &ormRandom)
        self.all = Swift::Bool.arbitrary(using: &ormRandom)
        self.matching = Swift::String.arbitrary(using: &ormRandom)
    }
}

nonisolated extension Golden::Archive.Page: OrmLaws.Arbitrary {
    static func arbitrary(using ormRandom: inout SeededRandom::SeededRandom) -> Golden::Archive.Page {
        Golden::Archive.Page(ormRandom: &ormRandom)
    }
}

nonisolated extension Golden::Archive.Page {
    init(ormRandom: inout SeededRandom::SeededRandom) {
        self.number = Swift::Int16.arbitrary(using: &ormRandom)
        self.label = Swift::String.arbitrary(using: &ormRandom)
        self.entry = Swift::Optional<Swift::Int>.arbitrary(using: &ormRandom)
        self.`var` = Swift::Int.arbitrary(using: &ormRandom)
        self.`inout` = Swift::Int.arbitrary(using: &ormRandom)
        self.from = Swift::Int.arbitrary(using: &ormRandom)
        self.source = Swift::Int.arbitrary(using: &ormRandom)
    }
}

nonisolated extension Golden::Adjusted: OrmLaws.Arbitrary {
    static func arbitrary(using ormRandom: inout SeededRandom::SeededRandom) -> Golden::Adjusted {
        Golden::Adjusted(ormRandom: &ormRandom)
    }
}

nonisolated extension Golden::Adjusted {
    init(ormRandom: inout SeededRandom::SeededRandom) {
        self.number = Swift::Int.arbitrary(using: &ormRandom)
        self.count = Swift::Int.arbitrary(using: &ormRandom)
        self.get = Swift::Array<Swift::UInt8>.arbitrary(using: &ormRandom)
    }
}

nonisolated extension Golden::Guarded: OrmLaws.Arbitrary {
    static func arbitrary(using ormRandom: inout SeededRandom::SeededRandom) -> Golden::Guarded {
        Golden::Guarded(ormRandom: &ormRandom)
    }
}

nonisolated extension Golden::Guarded {
    init(ormRandom: inout SeededRandom::SeededRandom) {
        let orm0 = Swift::Int.arbitrary(using: &ormRandom)
        let orm1 = Swift::Int.arbitrary(using: &ormRandom)
        let orm2 = Golden::Choice.arbitrary(using: &ormRandom)
        let orm3 = Swift::Optional<Golden::Choice>.arbitrary(using: &ormRandom)
        let orm4 = Golden::Score.arbitrary(using: &ormRandom)
        let orm5 = Swift::Float.arbitrary(using: &ormRandom)
        let orm6 = Swift::Array<Swift::UInt8>.arbitrary(using: &ormRandom)
        self = .ormMemberwise(orm0, orm1, orm2, orm3, orm4, orm5, orm6)
    }
}

nonisolated extension Golden::Sealed: OrmLaws.Arbitrary {
    static func arbitrary(using ormRandom: inout SeededRandom::SeededRandom) -> Golden::Sealed {
        Golden::Sealed(ormRandom: &ormRandom)
    }
}

nonisolated extension Golden::Sealed {
    init(ormRandom: inout SeededRandom::SeededRandom) {
        let orm0 = Swift::Int.arbitrary(using: &ormRandom)
        let orm1 = Swift::Int.arbitrary(using: &ormRandom)
        let orm2 = Swift::String.arbitrary(using: &ormRandom)
        let orm3 = Swift::Optional<Golden::Score>.arbitrary(using: &ormRandom)
        self.init(ormFields: orm0, orm1, orm2, orm3)
    }
}

#if (DEBUG)
nonisolated extension Golden::Trial: OrmLaws.Arbitrary {
    static func arbitrary(using ormRandom: inout SeededRandom::SeededRandom) -> Golden::Trial {
        Golden::Trial(ormRandom: &ormRandom)
    }
}
#endif

#if (DEBUG)
nonisolated extension Golden::Trial {
    init(ormRandom: inout SeededRandom::SeededRandom) {
        self.number = Swift::Int.arbitrary(using: &ormRandom)
    }
}
#endif

nonisolated extension Golden::Hint: OrmLaws.Arbitrary {
    static func arbitrary(using ormRandom: inout SeededRandom::SeededRandom) -> Golden::Hint {
        Golden::Hint(ormRandom: &ormRandom)
    }
}

nonisolated extension Golden::Hint {
    init(ormRandom: inout SeededRandom::SeededRandom) {
        self.word = Swift::Optional<Swift::String>.arbitrary(using: &ormRandom)
        self.rank = Swift::Optional<Swift::Int16>.arbitrary(using: &ormRandom)
    }
}

nonisolated extension Golden::Frame: OrmLaws.Arbitrary {
    static func arbitrary(using ormRandom: inout SeededRandom::SeededRandom) -> Golden::Frame {
        Golden::Frame(ormRandom: &ormRandom)
    }
}

nonisolated extension Golden::Frame {
    init(ormRandom: inout SeededRandom::SeededRandom) {
        self.hint = Golden::Hint.arbitrary(using: &ormRandom)
        self.extra = Swift::Optional<Golden::Hint>.arbitrary(using: &ormRandom)
        self.angle = Swift::Double.arbitrary(using: &ormRandom)
    }
}

nonisolated extension Golden::Everything: OrmLaws.Arbitrary {
    static func arbitrary(using ormRandom: inout SeededRandom::SeededRandom) -> Golden::Everything {
        Golden::Everything(ormRandom: &ormRandom)
    }
}

nonisolated extension Golden::Everything {
    init(ormRandom: inout SeededRandom::SeededRandom) {
        self.id = Swift::Int.arbitrary(using: &ormRandom)
        self.bool = Swift::Bool.arbitrary(using: &ormRandom)
        self.int8 = Swift::Int8.arbitrary(using: &ormRandom)
        self.int16 = Swift::Int16.arbitrary(using: &ormRandom)
        self.int32 = Swift::Int32.arbitrary(using: &ormRandom)
        self.int64 = Swift::Int64.arbitrary(using: &ormRandom)
        self.uint = Swift::UInt.arbitrary(using: &ormRandom)
        self.uint8 = Swift::UInt8.arbitrary(using: &ormRandom)
        self.uint16 = Swift::UInt16.arbitrary(using: &ormRandom)
        self.uint32 = Swift::UInt32.arbitrary(using: &ormRandom)
        self.uint64 = Swift::UInt64.arbitrary(using: &ormRandom)
        self.float = Swift::Float.arbitrary(using: &ormRandom)
        self.double = Swift::Double.arbitrary(using: &ormRandom)
        self.string = Swift::String.arbitrary(using: &ormRandom)
        self.bytes = Swift::Array<Swift::UInt8>.arbitrary(using: &ormRandom)
        self.maybeBool = Swift::Optional<Swift::Bool>.arbitrary(using: &ormRandom)
        self.maybeInt = Swift::Optional<Swift::Int>.arbitrary(using: &ormRandom)
        self.maybeInt8 = Swift::Optional<Swift::Int8>.arbitrary(using: &ormRandom)
        self.maybeInt16 = Swift::Optional<Swift::Int16>.arbitrary(using: &ormRandom)
        self.maybeInt32 = Swift::Optional<Swift::Int32>.arbitrary(using: &ormRandom)
        self.maybeInt64 = Swift::Optional<Swift::Int64>.arbitrary(using: &ormRandom)
        self.maybeUInt = Swift::Optional<Swift::UInt>.arbitrary(using: &ormRandom)
        self.maybeUInt8 = Swift::Optional<Swift::UInt8>.arbitrary(using: &ormRandom)
        self.maybeUInt16 = Swift::Optional<Swift::UInt16>.arbitrary(using: &ormRandom)
        self.maybeUInt32 = Swift::Optional<Swift::UInt32>.arbitrary(using: &ormRandom)
        self.maybeUInt64 = Swift::Optional<Swift::UInt64>.arbitrary(using: &ormRandom)
        self.maybeFloat = Swift::Optional<Swift::Float>.arbitrary(using: &ormRandom)
        self.maybeDouble = Swift::Optional<Swift::Double>.arbitrary(using: &ormRandom)
        self.maybeString = Swift::Optional<Swift::String>.arbitrary(using: &ormRandom)
        self.maybeBytes = Swift::Optional<[Swift::UInt8]>.arbitrary(using: &ormRandom)
        self.mood = Golden::Mood.arbitrary(using: &ormRandom)
        self.step = Golden::Step.arbitrary(using: &ormRandom)
        self.grade = Golden::Grade.arbitrary(using: &ormRandom)
        self.depth = Golden::Depth.arbitrary(using: &ormRandom)
        self.mask = Golden::Mask.arbitrary(using: &ormRandom)
        self.maybeMood = Swift::Optional<Golden::Mood>.arbitrary(using: &ormRandom)
        self.maybeStep = Swift::Optional<Golden::Step>.arbitrary(using: &ormRandom)
        self.maybeMask = Swift::Optional<Golden::Mask>.arbitrary(using: &ormRandom)
        self.hint = Golden::Hint.arbitrary(using: &ormRandom)
        self.frame = Golden::Frame.arbitrary(using: &ormRandom)
        self.maybeHint = Swift::Optional<Golden::Hint>.arbitrary(using: &ormRandom)
        self.maybeFrame = Swift::Optional<Golden::Frame>.arbitrary(using: &ormRandom)
    }
}

nonisolated extension Golden::Specimen: OrmLaws.Arbitrary {
    static func arbitrary(using ormRandom: inout SeededRandom::SeededRandom) -> Golden::Specimen {
        Golden::Specimen(ormRandom: &ormRandom)
    }
}

nonisolated extension Golden::Specimen {
    init(ormRandom: inout SeededRandom::SeededRandom) {
        self.id = Swift::Int.arbitrary(using: &ormRandom)
        self.text = Swift::String.arbitrary(using: &ormRandom)
        self.maybeText = Swift::Optional<Swift::String>.arbitrary(using: &ormRandom)
        self.real = Swift::Double.arbitrary(using: &ormRandom)
        self.maybeReal = Swift::Optional<Swift::Double>.arbitrary(using: &ormRandom)
        self.narrow = Swift::Optional<Swift::Float>.arbitrary(using: &ormRandom)
        self.small = Swift::Optional<Swift::Int8>.arbitrary(using: &ormRandom)
        self.wide = Swift::UInt64.arbitrary(using: &ormRandom)
        self.flag = Swift::Optional<Swift::Bool>.arbitrary(using: &ormRandom)
        self.blob = Swift::Array<Swift::UInt8>.arbitrary(using: &ormRandom)
        self.mood = Swift::Optional<Golden::Mood>.arbitrary(using: &ormRandom)
        self.frame = Golden::Frame.arbitrary(using: &ormRandom)
        self.spare = Swift::Optional<Golden::Frame>.arbitrary(using: &ormRandom)
    }
}

nonisolated extension Golden::Ticket: OrmLaws.Arbitrary {
    static func arbitrary(using ormRandom: inout SeededRandom::SeededRandom) -> Golden::Ticket {
        Golden::Ticket(ormRandom: &ormRandom)
    }
}

nonisolated extension Golden::Ticket {
    init(ormRandom: inout SeededRandom::SeededRandom) {
        self.id = 0
        self.title = Swift::String.arbitrary(using: &ormRandom)
        self.code = Swift::Optional<Swift::String>.arbitrary(using: &ormRandom)
    }
}

nonisolated extension Golden::Extent: OrmLaws.Arbitrary {
    static func arbitrary(using ormRandom: inout SeededRandom::SeededRandom) -> Golden::Extent {
        Golden::Extent(ormRandom: &ormRandom)
    }
}

nonisolated extension Golden::Extent {
    init(ormRandom: inout SeededRandom::SeededRandom) {
        self.low = Swift::Int.arbitrary(using: &ormRandom)
        self.high = Swift::Optional<Swift::Int>.arbitrary(using: &ormRandom)
    }
}

nonisolated extension Golden::Pairing: OrmLaws.Arbitrary {
    static func arbitrary(using ormRandom: inout SeededRandom::SeededRandom) -> Golden::Pairing {
        Golden::Pairing(ormRandom: &ormRandom)
    }
}

nonisolated extension Golden::Pairing {
    init(ormRandom: inout SeededRandom::SeededRandom) {
        self.number = Swift::Int.arbitrary(using: &ormRandom)
        self.left = Swift::String.arbitrary(using: &ormRandom)
        self.right = Swift::Optional<Swift::Int>.arbitrary(using: &ormRandom)
        self.extent = Golden::Extent.arbitrary(using: &ormRandom)
        self.spare = Swift::Optional<Golden::Extent>.arbitrary(using: &ormRandom)
    }
}

nonisolated extension Golden::LedgerLine: OrmLaws.Arbitrary {
    public static func arbitrary(using ormRandom: inout SeededRandom::SeededRandom) -> Golden::LedgerLine {
        Golden::LedgerLine(ormRandom: &ormRandom)
    }
}

nonisolated extension Golden::LedgerLine {
    init(ormRandom: inout SeededRandom::SeededRandom) {
        self.number = Swift::Int.arbitrary(using: &ormRandom)
        self.batch = Swift::Int.arbitrary(using: &ormRandom)
        self.text = Swift::String.arbitrary(using: &ormRandom)
    }
}

nonisolated extension Golden::Reading: OrmLaws.Arbitrary {
    public static func arbitrary(using ormRandom: inout SeededRandom::SeededRandom) -> Golden::Reading {
        Golden::Reading(ormRandom: &ormRandom)
    }
}

nonisolated extension Golden::Reading {
    init(ormRandom: inout SeededRandom::SeededRandom) {
        self.id = Swift::Int.arbitrary(using: &ormRandom)
        self.first = Swift::Double.arbitrary(using: &ormRandom)
        self.second = Swift::Optional<Swift::Int64>.arbitrary(using: &ormRandom)
    }
}

nonisolated extension Golden::Place: OrmLaws.Arbitrary {
    static func arbitrary(using ormRandom: inout SeededRandom::SeededRandom) -> Golden::Place {
        Golden::Place(ormRandom: &ormRandom)
    }
}

nonisolated extension Golden::Place {
    init(ormRandom: inout SeededRandom::SeededRandom) {
        self.city = Swift::String.arbitrary(using: &ormRandom)
        self.zip = Swift::Optional<Swift::Int>.arbitrary(using: &ormRandom)
    }
}

nonisolated extension Golden::Book: OrmLaws.Arbitrary {
    static func arbitrary(using ormRandom: inout SeededRandom::SeededRandom) -> Golden::Book {
        Golden::Book(ormRandom: &ormRandom)
    }
}

nonisolated extension Golden::Book {
    init(ormRandom: inout SeededRandom::SeededRandom) {
        let orm0 = Swift::String.arbitrary(using: &ormRandom)
        let orm1 = Swift::String.arbitrary(using: &ormRandom)
        let orm2 = Swift::Int32.arbitrary(using: &ormRandom)
        let orm3 = Swift::Optional<Swift::Double>.arbitrary(using: &ormRandom)
        let orm4 = Swift::UInt64.arbitrary(using: &ormRandom)
        let orm5 = Golden::Binding.arbitrary(using: &ormRandom)
        let orm6 = Swift::Optional<Golden::Shelf>.arbitrary(using: &ormRandom)
        let orm7 = Golden::Place.arbitrary(using: &ormRandom)
        let orm8 = Swift::Optional<Golden::Place>.arbitrary(using: &ormRandom)
        let orm9 = Swift::Array<Swift::UInt8>.arbitrary(using: &ormRandom)
        let orm10 = Swift::Bool.arbitrary(using: &ormRandom)
        self = .ormMemberwise(orm0, orm1, orm2, orm3, orm4, orm5, orm6, orm7, orm8, orm9, orm10)
    }
}

nonisolated extension Golden::Note: OrmLaws.Arbitrary {
    static func arbitrary(using ormRandom: inout SeededRandom::SeededRandom) -> Golden::Note {
        Golden::Note(ormRandom: &ormRandom)
    }
}

nonisolated extension Golden::Note {
    init(ormRandom: inout SeededRandom::SeededRandom) {
        self.text = Swift::String.arbitrary(using: &ormRandom)
        self.stars = Swift::Optional<Swift::UInt8>.arbitrary(using: &ormRandom)
        self.serial = Swift::Int.arbitrary(using: &ormRandom)
    }
}

nonisolated extension Golden::Loan: OrmLaws.Arbitrary {
    static func arbitrary(using ormRandom: inout SeededRandom::SeededRandom) -> Golden::Loan {
        Golden::Loan(ormRandom: &ormRandom)
    }
}

nonisolated extension Golden::Loan {
    init(ormRandom: inout SeededRandom::SeededRandom) {
        self.member = Swift::Int.arbitrary(using: &ormRandom)
        self.isbn = Swift::String.arbitrary(using: &ormRandom)
        self.since = Swift::Int64.arbitrary(using: &ormRandom)
    }
}

nonisolated extension Golden::Archive.Entry: OrmLaws.Arbitrary {
    static func arbitrary(using ormRandom: inout SeededRandom::SeededRandom) -> Golden::Archive.Entry {
        Golden::Archive.Entry(ormRandom: &ormRandom)
    }
}

nonisolated extension Golden::Archive.Entry {
    init(ormRandom: inout SeededRandom::SeededRandom) {
        self.id = Swift::Int64.arbitrary(using: &ormRandom)
        self.`default` = Swift::String.arbitrary(using: &ormRandom)
        self.from = Swift::String.arbitrary(using: &ormRandom)
        self.limit = Swift::Int.arbitrary(using: &ormRandom)
        self.orderBy = Swift::Bool.arbitrary(using: &ormRandom)
        self.select = Swift::Float.arbitrary(using: &ormRandom)
        self.row = Swift::Int.arbitrary(using: &ormRandom)
        self.statement = Swift::String.arbitrary(using: &ormRandom)
    }
}
