// SPDX-License-Identifier: MIT
// What was asked of a disk between two marks of its log, `begin:WORDS` and `end:WORDS`: a line each, in columns that
// tabs separate, the words first. A mark is one word to dmsetup, hence the colons.
import WriteLog

/// What a disk was asked to do.
struct Requests {
    var writes = 0
    var bytes = 0
    /// Requests of Linux's xen-blkfront that the writes would be: of at most 32 segments of a page.
    var requests = 0
    /// Writes that do not follow on the one before.
    var runs = 0
    var flushes = 0
    /// Writes that are durable at once: each costs the disk a flush.
    var forced = 0
    private var end = -1

    mutating func add(_ event: WriteLog.Event) {
        switch event {
        case .write(let disk, let log, let isForced):
            writes += 1
            bytes += log.count
            requests += (log.count + 131_071) / 131_072
            if disk != end { runs += 1 }
            if isForced { forced += 1 }
            end = disk + log.count
        case .flush: flushes += 1
        case .discard, .mark: break
        }
    }
}

/// Prints a line for each pair of marks of a log.
func count(_ path: String) throws(WriteLogError) {
    var name: String?
    var requests = Requests()
    for event in try WriteLog(path).events {
        guard case .mark(let text) = event else {
            requests.add(event)
            continue
        }
        if text.hasPrefix("begin:") {
            name = String(text.dropFirst("begin:".count))
            requests = Requests()
        } else if let begun = name, text == "end:" + begun {
            let numbers = [
                requests.writes, requests.requests, requests.runs, requests.bytes,
                requests.flushes, requests.forced,
            ]
            let words = begun.split(separator: ":").map(String.init) + numbers.map(String.init)
            print(words.joined(separator: "\t"))
            name = nil
        }
    }
}
