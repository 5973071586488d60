// Golden input: keys, constraints, nested structs, enums and names that need care.
import OrmRuntime

/// How a book is bound.
@Persist
enum Binding: String, CaseIterable {
    case paper
    case cloth
}

@Persist
enum Shelf: Int8, CaseIterable {
    case lower = -1
    case upper = 1
}

@Persist(.embedded)
struct Place: Equatable {
    var city: String
    var zip: Int?
}

@Persist(unique: [["title", "year"]], index: [["year", "price"]])
struct Book: Equatable {
    /// The International Standard Book Number.
    @Key var isbn: String
    var title: String
    var year: Int32
    @Index var price: Double?
    @Unique var code: UInt64
    var binding: Binding = .paper
    var shelf: Shelf?
    var printed: Place
    var stored: Place?
    var cover: [UInt8] = []
    var isLent = false
}

/// A type without key.
@Persist
struct Note: Equatable {
    var text: String
    var stars: UInt8?
    @Unique var serial: Int
}

/// A key of two fields.
@Persist(table: "loans")
struct Loan: Equatable {
    @Key var member: Int
    @Key var isbn: String
    var since: Int64
}

enum Archive {
    /// A nested type whose fields are named like the verbs' own arguments.
    @Persist
    struct Entry: Equatable {
        @Key var id: Int64
        var `default`: String
        var from: String
        var limit: Int
        var orderBy: Bool
        var select: Float
        var row: Int
        var statement: String
    }
}
