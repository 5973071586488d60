// Golden input: what identifies a value, and what makes it unique.
import OrmRuntime

/// The store numbers tickets.
@Persist
struct Ticket: Equatable, Identifiable {
    @Key(.generated) var id: Int = 0
    var title: String
    @Unique var code: String?
}

@Persist(.embedded)
struct Extent: Equatable {
    var low: Int
    var high: Int?
}

/// Unique over several values, some of which may be nil.
@Persist(unique: [["left", "right"]])
struct Pairing: Equatable {
    @Key var number: Int
    var left: String
    var right: Int?
    @Unique var extent: Extent
    @Unique var spare: Extent?
}
