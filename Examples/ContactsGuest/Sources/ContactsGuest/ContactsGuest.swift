// The program of the paper without an operating system. A second disk, if there is one, has the list as text; a
// guest without it answers from what an earlier one has kept.
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
            printCosts()
        } catch {
            print("error: \(error)")
            Guest.shutDown(.crash)
        }
    }

    /// What it took, in numbers that no emulator changes.
    static func printCosts() {
        let disk = Storage.counters
        let memory = Guest.memory
        print(
            "disk: \(disk.reads) reads of \(disk.bytesRead) bytes, "
                + "\(disk.writes) writes of \(disk.bytesWritten) bytes, "
                + "\(disk.barriers) barriers, \(disk.flushes) flushes, \(disk.waits) waits")
        print("memory: \(memory.peakPages * 4) KB of \(memory.pagesTotal * 4) KB at most")
        print(
            "boot: \(unsafe Guest.bootCycles / 1_000) thousand cycles from the first instruction to main"
        )
    }
}
