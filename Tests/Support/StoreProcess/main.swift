// A program that uses a store in a process of its own, so that tests can kill it, compete with it for a
// file, run it without privileges or measure its memory. It talks on standard output, a line at a time.
import CAllocationCount
import Glibc
import Golden
import OrmRuntime

func say(_ line: String) {
    var bytes = Array("\(line)\n".utf8)
    // SAFETY: the buffer lives during the call; a line is shorter than PIPE_BUF, so it is written whole.
    _ = unsafe write(1, &bytes, bytes.count)
}

/// Commits batch after batch until it is killed; each also deletes the batch five before.
func writeBatches(_ path: String, _ journal: StoreOptions.Journal) throws {
    var options = StoreOptions()
    options.journal = journal
    let db = try GoldenSchema.open(path, options: options)
    var batch = try LedgerLine.first(from: db, orderBy: .batch.descending).map { $0.batch + 1 } ?? 0
    while true {
        try db.write { tx throws(StoreError) in
            try LedgerLine.delete(from: tx, where: .batch(.equals(batch - 5)))
            for line in Ledger.lines(ofBatch: batch) { try line.save(in: tx) }
            say("inside \(batch)")
        }
        say("committed \(batch)")
        batch += 1
    }
}

/// Holds a write transaction until standard input ends.
func hold(_ path: String) throws {
    let db = try GoldenSchema.open(path)
    try db.write { tx throws(StoreError) in
        try LedgerLine(number: -1, batch: -1, text: "").save(in: tx)
        say("holding")
        while readLine() != nil {}
    }
}

/// Opens the store as a user with no rights.
func openWithoutPrivileges(_ path: String) {
    precondition(setgid(65_534) == 0 && setuid(65_534) == 0, "cannot drop privileges")
    do {
        let db = try GoldenSchema.open(path)
        say("opened with \(try LedgerLine.count(in: db)) lines")
    } catch {
        say("error: \(error)")
    }
    count(path)
}

/// Opens the store for reading and counts.
func count(_ path: String) {
    do {
        let db = try GoldenSchema.openReadOnly(path)
        say("opened with \(try LedgerLine.count(in: db)) lines")
    } catch {
        say("error: \(error)")
    }
}

/// Stores a line at a path relative to a folder, and looks whether it is there after closing.
func keep(in folder: String, _ path: String) throws {
    // SAFETY: the string ends with a NUL.
    precondition(unsafe chdir(folder) == 0, "no such folder")
    if path.contains("/") {
        // SAFETY: as above.
        _ = unsafe mkdir("file:", 0o700)
    }
    let db = try GoldenSchema.open(path)
    try LedgerLine(number: 1, batch: 1, text: "x").save(in: db)
    try db.close()
    do {
        let count = try LedgerLine.count(in: GoldenSchema.openReadOnly(path), where: .all)
        say("kept \(count) lines")
    } catch StoreError.incompatible {
        say("error: cannot open '\(path)': it was in memory")
    }
}

/// The greatest amount of memory the process has had, in KiB. (getrusage would count the parent's.)
func peakMemory() -> Int {
    guard let file = unsafe fopen("/proc/self/status", "r") else { return 0 }
    defer { _ = unsafe fclose(file) }
    var text = [UInt8](repeating: 0, count: 4_096)
    // SAFETY: the buffer is as long as said.
    let count = unsafe fread(&text, 1, text.count, file)
    let lines = String(decoding: text[..<count], as: UTF8.self).split(separator: "\n")
    let peak = lines.first { $0.hasPrefix("VmHWM:") }?.split(whereSeparator: { !$0.isNumber })
    return peak?.first.flatMap { Int($0) } ?? 0
}

/// Reads all readings and reports what that took.
func readAll(_ path: String, _ body: (Store) throws -> Int) throws {
    let db = try GoldenSchema.open(path)
    _ = try Reading.get(from: db, where: .id(.lessThan(1_000)))
    let (peak, allocations) = (peakMemory(), allocation_count())
    let count = try body(db)
    let more = allocation_count() - allocations
    say("\(count) rows, \(peakMemory() - peak) KiB more, \(more) allocations")
}

func walk(_ db: Store) throws -> Int {
    var count = 0
    try Reading.each(in: db) { _ in count += 1 }
    return count
}

/// The opposite of thrift: an array of all rows, and an object for each.
func gather(_ db: Store) throws -> Int {
    try Reading.get(from: db).map { [$0] }.count
}

let arguments = CommandLine.arguments
switch arguments.count >= 3 ? arguments[1] : "" {
case "relative" where arguments.count == 4: try keep(in: arguments[2], arguments[3])
case "write-ahead": try writeBatches(arguments[2], .writeAhead)
case "rollback": try writeBatches(arguments[2], .rollback)
case "hold": try hold(arguments[2])
case "unprivileged": openWithoutPrivileges(arguments[2])
case "count": count(arguments[2])
case "walk": try readAll(arguments[2], walk)
case "gather": try readAll(arguments[2], gather)
default:
    say(
        "usage: StoreProcess write-ahead|rollback|hold|unprivileged|count|walk|gather PATH, or relative FOLDER PATH"
    )
}
