// Golden input: declarations that generated code has to take as they are.
import OrmRuntime

/// Cases named like words of every match, and like what an optional has.
@Persist
enum Choice: String, CaseIterable {
    case none
    case some
    case isNil
    case equals
}

/// Raw values that the enum's own code decides.
@Persist
enum Score: RawRepresentable, CaseIterable {
    case low
    case high

    init?(rawValue: Int) {
        switch rawValue {
        case 10: self = .low
        case 20: self = .high
        default: return nil
        }
    }

    var rawValue: Int {
        switch self {
        case .low: 10
        case .high: 20
        }
    }
}

/// An initialiser that changes what it is given: reading passes it by.
@Persist
struct Adjusted: Equatable {
    @Key var number: Int
    var count: Int
    var get: [UInt8]

    init(number: Int, count: Int) {
        self.number = number
        self.count = count + 1
        get = [1]
    }
}

/// A field that only its own file sets, and one whose default is computed.
@Persist
struct Guarded: Equatable {
    @Key var number: Int
    private(set) var secret: Int
    var mask: Choice
    var spare: Choice?
    var grade: Score
    var ratio: Float = 0.1
    var bytes = [UInt8](repeating: 7, count: 2)
}

/// Fields that only its own file sets, and no initialiser that takes them all.
@Persist
struct Sealed: Equatable {
    @Key let number: Int
    private(set) var level: Int
    fileprivate(set) var `in` = "new"
    var note: Score?

    init(number: Int) {
        self.number = number
        level = number * 2
    }

    mutating func raise() { level += 1 }
}

#if DEBUG
/// Only in some builds.
@Persist
struct Trial: Equatable {
    @Key var number: Int
}
#endif

/// A case that nobody should use any more, and rows that have it.
@Persist
enum Phase: Int {
    case new
    @available(*, deprecated, message: "use new")
    case old
}
