// Parameters: db: Store, person: Person, old: Person, new: Person, mail: String
import OrmRuntime

@Persist
enum Kind: String {
    case friend, colleague
}

@Persist(.embedded)
struct Address {
    var city: String
    var zip: String?
}

@Persist
struct Person {
    @Key var mail: String
    var name: String
    var born: Int32
    @Unique var badge: UInt64?
    var kind: Kind
    var home: Address
}

@Persist
struct Contact {
    @Key(.generated) var id: Int = 0
    var name: String
}
