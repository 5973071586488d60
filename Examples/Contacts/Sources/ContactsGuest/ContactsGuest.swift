// The program of the paper without an operating system. A second disk, if there is one, has the list as text.
import AddressBook
import GuestRuntime
import _Concurrency

@main
struct ContactsGuest {
    static func main() async {
        do throws(StoreError) {
            let book = try await AddressBook("contacts")
            var malformed: Int?
            if let text = try await Storage.text(onDisk: "xvdb") {
                let list = ContactList(text)
                try await book.replace(with: list)
                malformed = list.malformed.count
            }
            print(try await book.report(contains: "debian.org", malformed: malformed))
        } catch {
            print("error: \(error)")
            Guest.shutDown(.crash)
        }
    }
}
