// What the guest is told to do, as words of its command line. Those that are about the disk are GuestRuntime's.
//
//     verify            check what is there, and end
//     fill              write until the disk is full, and prove that the store is still of use
//     names             open a store by names that must be refused
//     stay              at the end, do not power off: the backend has something to look at
//     stop=N            end when entry N is written
//     journal=rollback  a rollback journal in place of the write-ahead log
//     burst=N           announce and acknowledge N transactions at a time
//     pause=N           rest N milliseconds after each acknowledgement
//     tick              a task that ticks meanwhile
//     cache=KIBIBYTES   SQLite's page cache
import GuestRuntime

struct Words {
    enum Work {
        case load, verify, fill, names
    }

    var work = Work.load
    var stays = false
    var end = Int64.max
    var burst: Int64 = 1
    var pauseMilliseconds: Int64 = 0
    var ticks = false
    var isReadOnly = false
    var options = StoreOptions()

    init(_ line: String) {
        for word in line.utf8.split(separator: UInt8(ascii: " ")) {
            if word.says("verify") { work = .verify }
            if word.says("fill") { work = .fill }
            if word.says("names") { work = .names }
            if word.says("stay") { stays = true }
            if word.says("tick") { ticks = true }
            if word.says("read-only") { isReadOnly = true }
            if word.says("journal=rollback") { options.journal = .rollback }
            if let number = word.number(after: "stop=") { end = number }
            if let number = word.number(after: "burst=") { burst = number }
            if let number = word.number(after: "pause=") { pauseMilliseconds = number }
            if let number = word.number(after: "cache=") {
                options.cacheKibibytes = Int32(clamping: number)
            }
        }
    }
}

extension Substring.UTF8View {
    fileprivate func says(_ text: String) -> Bool { elementsEqual(text.utf8) }

    /// The number behind a key; nil when the word has another.
    fileprivate func number(after key: String) -> Int64? {
        guard starts(with: key.utf8) else { return nil }
        return Int64(String(Substring(dropFirst(key.utf8.count))))
    }
}
