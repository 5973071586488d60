// Golden input: every supported scalar with its optional, enums of several raw types, groups in groups.
import OrmRuntime

@Persist
enum Mood: String, CaseIterable {
    case calm
    case wild = "wïld"
    case blank = ""
}

@Persist
enum Step: Int, CaseIterable {
    case back = -1
    case stay
    case forward
}

@Persist
enum Grade: UInt8, CaseIterable {
    case lowest = 0
    case highest = 255
}

@Persist
enum Depth: Int16, CaseIterable {
    case bottom = -32768
    case top = 32767
}

@Persist
enum Mask: UInt64, CaseIterable {
    case none = 0
    case topBit = 9223372036854775808
    case full = 18446744073709551615
}

/// A group that may be there with nothing in it.
@Persist(.embedded)
struct Hint: Equatable {
    var word: String?
    var rank: Int16?
}

/// A group of groups.
@Persist(.embedded)
struct Frame: Equatable {
    var hint: Hint
    var extra: Hint?
    var angle: Double
}

@Persist
struct Everything: Equatable {
    @Key var id: Int
    var bool: Bool
    var int8: Int8
    var int16: Int16
    var int32: Int32
    var int64: Int64
    var uint: UInt
    var uint8: UInt8
    var uint16: UInt16
    var uint32: UInt32
    var uint64: UInt64
    var float: Float
    var double: Double
    var string: String
    var bytes: [UInt8]

    var maybeBool: Bool?
    var maybeInt: Int?
    var maybeInt8: Int8?
    var maybeInt16: Int16?
    var maybeInt32: Int32?
    var maybeInt64: Int64?
    var maybeUInt: UInt?
    var maybeUInt8: UInt8?
    var maybeUInt16: UInt16?
    var maybeUInt32: UInt32?
    var maybeUInt64: UInt64?
    var maybeFloat: Float?
    var maybeDouble: Double?
    var maybeString: String?
    var maybeBytes: [UInt8]?

    var mood: Mood
    var step: Step
    var grade: Grade
    var depth: Depth
    var mask: Mask
    var maybeMood: Mood?
    var maybeStep: Step?
    var maybeMask: Mask?

    var hint: Hint
    var frame: Frame
    var maybeHint: Hint?
    var maybeFrame: Frame?
}

/// What the predicate tests search: a column of each kind, some of them indexed.
@Persist
struct Specimen: Equatable {
    @Key var id: Int
    @Index var text: String
    var maybeText: String?
    var real: Double
    @Index var maybeReal: Double?
    var narrow: Float?
    var small: Int8?
    @Index var wide: UInt64
    var flag: Bool?
    var blob: [UInt8]
    var mood: Mood?
    var frame: Frame
    var spare: Frame?
}
