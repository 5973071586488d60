// The domain that uses a page of GrantOwner's.
import FactGuest
import Facts

@main struct GrantReader {
    static func main() async {
        await prove("a domain uses a page of another's", readerUsesAPage)
    }
}
