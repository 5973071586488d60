import OrmRuntime

/// Something to store.
@Persist
struct Note {
    @Key var number: Int
    var text: String
}
