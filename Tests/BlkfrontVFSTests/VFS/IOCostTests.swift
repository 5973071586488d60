// Goal: the I/O cost of a transaction does not grow, and is less than on ext4. The table of Documentation/Storage.md
// is the limit: `make measure WHAT=io-costs` prints it anew (MIRAGE_IO_COSTS), and a count above it fails.
// Method: the transactions of Benchmarks/ext4.sh on a disk in memory, counted; ext4's own counts are in
// Documentation/costs-ext4.txt. Instructions are counted by `make measure WHAT=instruction-costs` and kept below the table's by
// Tests/EndToEnd/instructions.sh; here they are only put into the table.
import TestSupport
import Testing

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

@Suite struct IOCostTests {
    private static let modes = Set(IOCostTable.lines.map { [$0.journal, $0.commit] })

    @Test(.enabled(if: unsafe getenv("MIRAGE_IO_COSTS") == nil), arguments: modes)
    func noTransactionCostsMoreThanItDid(_ mode: [String]) throws {
        let table = try Document.rows(of: "Storage.md")
        for (pages, cost) in try IOCostTable.measure(mode[0], mode[1]) {
            let line = IOCostLine(journal: mode[0], commit: mode[1], pages: pages)
            let limit = try #require(table[line], "\(line) is not in Storage.md")
            #expect(zip(cost.cells, limit).allSatisfy { $0 <= $1 }, "\(line): \(cost.cells)")
        }
    }

    /// MEMORY and OFF protect nothing on ext4, so that no less is possible than what both write. Journals and write-ahead
    /// logs have 64 bytes of their own in each block, which in large transactions is a little more than ext4 needs.
    @Test(arguments: modes.filter { $0[1] == "durable" })
    func allIsCheaperThanOnExt4(_ mode: [String]) throws {
        let ext4 = try Document.ext4()
        for (pages, cost) in try IOCostTable.measure(mode[0], mode[1]) {
            let line = IOCostLine(journal: mode[0], commit: mode[1], pages: pages)
            let theirs = try #require(ext4[line.modeOnExt4]?[pages])
            #expect(theirs.transactions == cost.transactions)
            if ["MEMORY", "OFF"].contains(mode[0]) {
                #expect(cost.bytes <= theirs.bytes && cost.flushes <= theirs.flushes, "\(line)")
            } else {
                let isLarge = pages == 300 && !line.usesCommitLog
                #expect(
                    isLarge ? cost.bytes * 50 <= theirs.bytes * 51 : cost.bytes < theirs.bytes,
                    "\(line)")
                #expect(cost.flushes < theirs.flushes, "\(line)")
                // Where a batch is at the end of a half, its blocks are in one request more.
                if line.usesCommitLog, pages < 300 {
                    #expect(cost.requests <= theirs.requests, "\(line)")
                }
            }
        }
    }

    @Test(.enabled(if: unsafe getenv("MIRAGE_IO_COSTS") != nil))
    func theTable() throws {
        let ext4 = try Document.ext4()
        let instructions = try Document.instructions()
        let columns = [
            "Journal", "Commit", "Pages", "Requests", "Blocks", "KB", "Flushes", "Waits",
            "Instructions", "ext4: requests", "KB", "flushes", "instructions",
        ]
        print("IO | \(columns.joined(separator: " | ")) |")
        print("IO |\(String(repeating: " --- |", count: columns.count))")
        var measured: [[String]: [Int: IOCost]] = [:]
        for line in IOCostTable.lines {
            let mode = [line.journal, line.commit]
            if measured[mode] == nil { measured[mode] = try IOCostTable.measure(mode[0], mode[1]) }
            let cost = try #require(measured[mode]?[line.pages])
            let counted = try #require(instructions[line], "\(line) was not counted")
            let theirs = line.commit == "durable" ? ext4[line.modeOnExt4]?[line.pages] : nil
            let beside = theirs.map { [$0.requests, $0.bytes / 1_024, $0.flushes].map($0.tenths) }
            let cells =
                [line.journal, line.commit, "\(line.pages)"]
                + (cost.cells + [counted.ours]).map(Document.text)
                + (beside?.map(Document.text) ?? ["", "", ""])
                + [counted.ext4.map(Document.text) ?? ""]
            print("IO | \(cells.joined(separator: " | ")) |")
        }
    }
}

extension IOCost {
    /// Requests, blocks, KB, flushes and waits of one transaction, in tenths.
    fileprivate var cells: [Int] { [requests, blocks, bytes / 1_024, flushes, waits].map(tenths) }
}

/// The tables, as they are in Documentation.
private enum Document {
    static func text(_ tenths: Int) -> String {
        tenths % 10 == 0 ? "\(tenths / 10)" : "\(tenths / 10).\(tenths % 10)"
    }

    /// What lines of the table may cost, in tenths; instructions are not among it.
    static func rows(of name: String) throws -> [IOCostLine: [Int]] {
        var rows: [IOCostLine: [Int]] = [:]
        for row in try lines(of: name) {
            let cells = row.split(separator: "|").map { trimmed($0) }
            guard cells.count >= 8, let pages = Int(cells[2]),
                ["durable", "ordered"].contains(cells[1])
            else { continue }
            let line = IOCostLine(journal: cells[0], commit: cells[1], pages: pages)
            rows[line] = cells[3..<8].map { Int((Double($0) ?? 0) * 10 + 0.5) }
        }
        return rows
    }

    /// Sums on ext4 by journal mode and pages, of a connection that has its file for itself, as ours have.
    static func ext4() throws -> [String: [Int: IOCost]] {
        var costs: [String: [Int: IOCost]] = [:]
        for row in try lines(of: "costs-ext4.txt") {
            let cells = row.split(separator: "\t").map(String.init)
            guard cells.count >= 11, cells[1] == "EXCLUSIVE", cells[2] == "FULL" else { continue }
            let numbers = cells[3...].compactMap { Int($0) }
            costs[cells[0], default: [:]][numbers[0]] = IOCost(
                transactions: numbers[1], requests: numbers[3], blocks: numbers[5] / 4_096,
                bytes: numbers[5], flushes: numbers[6] + numbers[7])
        }
        return costs
    }

    /// Thousands of instructions of a transaction, in tenths: ours and, for durable commits, ext4's.
    static func instructions() throws -> [IOCostLine: (ours: Int, ext4: Int?)] {
        var costs: [IOCostLine: (ours: Int, ext4: Int?)] = [:]
        for row in try lines(of: "costs-instructions.txt") {
            let cells = row.split(separator: "\t").map(String.init)
            guard cells.count == 6, let pages = Int(cells[2]), let count = Int(cells[3]),
                let ours = Int(cells[4])
            else { continue }
            let line = IOCostLine(journal: cells[0], commit: cells[1], pages: pages)
            let hundreds = 100 * count
            costs[line] = (
                (ours + hundreds - 1) / hundreds,
                Int(cells[5]).map { ($0 + hundreds - 1) / hundreds }
            )
        }
        return costs
    }

    private static func lines(of name: String) throws -> [Substring] {
        try Checkout.text("Documentation/\(name)").split(separator: "\n")
    }

    private static func trimmed(_ cell: Substring) -> String {
        String(cell.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
    }
}
