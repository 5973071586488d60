// The domain that shares a page; GrantReader is the other one.
import FactGuest
import Facts

@main struct GrantOwner {
    static func main() async {
        await prove("an owner shares a page and takes it back", ownerSharesAPage)
    }
}
