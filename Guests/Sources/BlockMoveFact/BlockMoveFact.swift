// A disk whose domain is saved, restored and migrated.
import FactGuest
import Facts

@main struct BlockMoveFact {
    static func main() async {
        await prove("a disk goes along with its domain", diskFollowsItsDomain)
    }
}
