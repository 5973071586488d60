// SQLite's speedtest1 in a guest: its options are the guest's command line, its database is on the first disk's volume.
// Its own output is on the console; then comes what the disk was asked to do.
import CSpeedtest
import GuestRuntime
import _Concurrency

@main struct Speedtest {
    static func main() async {
        do throws(StoreError) {
            try await Storage.attach(StorageOptions())
            let status = try await Storage.onFiber { () throws(StoreError) in run() }
            let counters = Storage.counters
            print("disk: \(counters.requests) requests, \(counters.flushes) flushes")
            print(status == 0 ? "SPEEDTEST ENDED" : "SPEEDTEST FAILED \(status)")
        } catch {
            Guest.panic("no storage")
        }
    }

    /// Calls speedtest1 with the words of the command line, as a shell would.
    private static func run() -> Int32 {
        var words: [UnsafeMutablePointer<CChar>?] = unsafe [word("speedtest1".utf8[...])]
        for part in Guest.commandLine.utf8.split(separator: UInt8(ascii: " ")) {
            unsafe words.append(word(part))
        }
        // SAFETY: the words live as long as the guest; speedtest1 writes inside of them only.
        return unsafe words.withUnsafeMutableBufferPointer { words in
            unsafe speedtest1_main(Int32(words.count), words.baseAddress)
        }
    }

    private static func word(_ bytes: Substring.UTF8View) -> UnsafeMutablePointer<CChar> {
        let text = UnsafeMutableBufferPointer<CChar>.allocate(capacity: bytes.count + 1)
        var count = 0
        for byte in bytes {
            unsafe text[count] = CChar(bitPattern: byte)
            count += 1
        }
        unsafe text[count] = 0
        return text.baseAddress!
    }
}
