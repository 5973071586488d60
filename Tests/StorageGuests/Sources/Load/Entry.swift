// What the load writes. After each transaction that ends with number `n` the store holds the entries 1...n and one
// mark, of number n: a store that holds anything else lost, tore or invented something. Texts follow from numbers.
import LoadTexts
import OrmRuntime

/// A row of the load.
@Persist
struct Entry: Sendable {
    @Key var number: Int64
    var text: String
}

/// The end of the last transaction: the row before it is deleted by the same transaction, so that pages are given
/// back and used again, long texts' overflow pages among them.
@Persist
struct Mark: Sendable {
    @Key var number: Int64
    var text: String
}

extension Entry {
    /// The only entry that may have this number.
    init(_ number: Int64) {
        self.init(number: number, text: LoadTexts.entry(number))
    }
}

extension Mark {
    /// The only mark that may have this number.
    init(_ number: Int64) {
        self.init(number: number, text: LoadTexts.mark(number))
    }
}
