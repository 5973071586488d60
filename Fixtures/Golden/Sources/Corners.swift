// Golden input: access levels, names that collide with SQLite's and ours, defaults, keys of every kind.
import OrmRuntime

/// Public types must say `Sendable`; their generated members are public too.
@Persist(table: "odd \"table\" name")
public struct Corner: Sendable, Equatable {
    @Key public var code: UInt64
    public var rowid: Int
    public var oid: String?
    public var text = "it's \"quoted\""
    public var negative = -5
    public var top: UInt64 = 18_446_744_073_709_551_615
    public var ratio: Double = 3
    public var small: Float = -0.25
    public var flag = true
    public var nothing: Int?

    public init(
        code: UInt64, rowid: Int, oid: String?, text: String, negative: Int, top: UInt64,
        ratio: Double, small: Float, flag: Bool, nothing: Int?
    ) {
        self.code = code
        self.rowid = rowid
        self.oid = oid
        self.text = text
        self.negative = negative
        self.top = top
        self.ratio = ratio
        self.small = small
        self.flag = flag
        self.nothing = nothing
    }
}

/// Nothing but a key: saving twice changes nothing.
@Persist
package struct Tag: Sendable, Equatable {
    @Key package var kind: TagKind
    @Key package var isOpen: Bool
    @Key package var bytes: [UInt8]

    package init(kind: TagKind, isOpen: Bool, bytes: [UInt8]) {
        self.kind = kind
        self.isOpen = isOpen
        self.bytes = bytes
    }
}

@Persist
package enum TagKind: UInt64, CaseIterable, Sendable {
    case none = 0
    case all = 18_446_744_073_709_551_615
}

/// Without key, and with fields named like what a stored value adds.
@Persist
struct Plain: Equatable {
    var label: String
    var value: Int
    var rowid: Int64
    var all: Bool
    var matching: String
}

extension Archive {
    typealias Label = String

    @Persist
    struct Page: Equatable {
        @Key var number: Int16
        var label: Label
        var entry: Optional<Swift.Int>
        var `var`: Int
        var `inout`: Int
        var from: Int
        var source: Int
    }
}
