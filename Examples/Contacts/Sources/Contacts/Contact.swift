import OrmRuntime

/// Someone with a mail address.
@Persist
struct Contact {
    var name: String
    @Key var mail: String
}

extension Contact {
    /// What follows the last `@` of the address.
    var domain: String {
        mail.split(separator: "@").last.map(String.init) ?? ""
    }
}
