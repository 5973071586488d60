// Golden input: public types, which other targets use; the crash tests write them from another process.
import OrmRuntime

@Persist
public struct LedgerLine: Equatable, Sendable {
    @Key public var number: Int
    /// The transaction that wrote the line.
    @Index public var batch: Int
    public var text: String

    public init(number: Int, batch: Int, text: String) {
        self.number = number
        self.batch = batch
        self.text = text
    }
}

/// Three numbers: reading one needs no memory of its own.
@Persist
public struct Reading: Equatable, Sendable {
    @Key public var id: Int
    public var first: Double
    public var second: Int64?

    public init(id: Int, first: Double, second: Int64?) {
        self.id = id
        self.first = first
        self.second = second
    }
}

/// What the crash tests write and expect to find.
public enum Ledger {
    /// The lines of a batch: their number and text follow from its number.
    public static func lines(ofBatch batch: Int) -> [LedgerLine] {
        (0..<(1 + batch * 31 % 40)).map { index in
            LedgerLine(
                number: batch * 100 + index, batch: batch,
                text: String(repeating: "line \(index) of \(batch) ", count: 1 + index % 20))
        }
    }
}
