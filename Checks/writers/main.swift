// SPDX-License-Identifier: MIT
// What a durable commit costs when several tasks write at the same time: syncs or flushes for each, and how many times
// as many commits a second as one writer makes that blocks. Each commit saves one row.
//
//     writers FOLDER [COMMITS]      FOLDER is on the disk to be measured; 2,048 commits unless told otherwise
//
// Prints a table. Fails when 64 writers need more than a sixteenth of the syncs that one needs: most of the time 64 of
// them should come together, but nothing makes them.
import BlkfrontVFS
import BlockIO
import CSQLite
import DiskVolume
import Glibc
import Golden
import OrmRuntime

/// Saves so many rows, by so many tasks.
func write(_ commits: Int, by writers: Int, in db: Store, from first: Int) async throws {
    try await withThrowingTaskGroup(of: Void.self) { group in
        for writer in 0..<writers {
            group.addTask {
                for id in stride(from: first + writer, to: first + commits, by: writers) {
                    try await Reading(id: id, first: 0.5, second: nil).save(in: db)
                }
            }
        }
        try await group.waitForAll()
    }
}

/// The same by one writer that blocks.
func writeBlocking(_ commits: Int, in db: Store, from first: Int) throws {
    for id in first..<first + commits {
        try Reading(id: id, first: 0.5, second: nil).save(in: db)
    }
}

struct Cost {
    var waits: Double
    var perSecond: Double
}

func measure(
    _ commits: Int, _ counter: () -> Int, _ body: () async throws -> Void
) async rethrows -> Cost {
    let before = counter()
    let start = ContinuousClock.now
    try await body()
    let seconds = start.duration(to: .now) / .seconds(1)
    return Cost(
        waits: Double(counter() - before) / Double(commits), perSecond: Double(commits) / seconds)
}

func rounded(_ value: Double, _ digits: Int) -> String {
    var scale = 1.0
    for _ in 0..<digits { scale *= 10 }
    let number = Int((value * scale).rounded())
    if digits == 0 { return "\(number)" }
    let fraction = String(number % Int(scale))
    let zeros = String(repeating: "0", count: digits - fraction.utf8.count)
    return "\(number / Int(scale)).\(zeros)\(fraction)"
}

/// Prints the rows of a disk; returns what one writer and 64 waited for, for each commit.
func compare(
    _ name: String, _ db: Store, _ commits: Int, _ counter: () -> Int
) async throws -> (one: Double, many: Double) {
    var first = 0
    try await write(64, by: 1, in: db, from: first)
    first += 64
    let alone = try await measure(commits, counter) {
        try writeBlocking(commits, in: db, from: first)
    }
    first += commits
    print(
        "| \(name) | 1, blocking | \(rounded(alone.waits, 3)) | \(rounded(alone.perSecond, 0)) | 1.0 |"
    )
    var waits: [Double] = []
    for writers in [1, 8, 64] {
        let cost = try await measure(commits, counter) {
            try await write(commits, by: writers, in: db, from: first)
        }
        first += commits
        waits.append(cost.waits)
        let ratio = rounded(cost.perSecond / alone.perSecond, 1)
        print(
            "| | \(writers) | \(rounded(cost.waits, 3)) | \(rounded(cost.perSecond, 0)) | \(ratio) |"
        )
    }
    return (waits[0], waits[2])
}

/// A volume in a file, as SQLite's default from now on.
func volume(in folder: String) throws -> any BlockDevice {
    let path = folder + "/volume"
    try FileDisk.create(path: path, byteCount: 64 << 20)
    let disk = try FileDisk(path: path)
    var random = SystemRandomNumberGenerator()
    try Volume.format(disk, identity: (random.next(), random.next()))
    let volume = try Volume(on: disk) { UInt64.random(in: 0...UInt64.max) }
    try VolumeVFS.register(
        volume, asDefault: true,
        environment: VFSEnvironment(
            now: { 0 }, random: { UInt64.random(in: 0...UInt64.max) }, sleep: { _ in }))
    return disk
}

let arguments = CommandLine.arguments
guard arguments.count > 1 else { fatalError("usage: writers FOLDER [COMMITS]") }
let folder = arguments[1]
let commits = arguments.count > 2 ? Int(arguments[2]) ?? 2_048 : 2_048
// SAFETY: a string that lives as long as the call.
guard unsafe sqlite3_compileoption_used("ENABLE_BATCH_ATOMIC_WRITE") != 0 else {
    fatalError(
        "this SQLite has no batches, which commit logs need: `make measure WHAT=writers` links one that has"
    )
}
SyncCount.install()
print("| Disk | Writers | Waits for each commit | Commits a second | Ratio |")
print("| --- | --- | ---: | ---: | ---: |")
let files = try GoldenSchema.open(folder + "/writers.db")
let onFiles = try await compare("files, write-ahead log", files, commits) { SyncCount.value }
try files.close()
let disk = try volume(in: folder)
var waits = [onFiles]
for (name, journal) in [
    ("write-ahead log", StoreOptions.Journal.writeAhead), ("commit log", .automatic),
] {
    var options = StoreOptions()
    options.journal = journal
    let store = try GoldenSchema.open(name, options: options)
    waits.append(
        try await compare("volume, \(name)", store, commits) { Int(disk.counters.flushes) })
    try store.close()
}
for waits in waits where waits.many > waits.one / 16 {
    print("error: 64 writers waited \(waits.many) times for each commit, one \(waits.one) times")
    exit(1)
}
