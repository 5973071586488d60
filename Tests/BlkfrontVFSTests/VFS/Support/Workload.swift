// A random workload that resembles a store's: rows with texts and blobs of a few bytes to a few pages, an index, one
// transaction a save, now and then a large one or one that is rolled back. The seed decides everything.
import SeededRandom

struct Workload {
    /// A transaction's statements, and whether it is committed.
    struct Transaction {
        var statements: [String]
        var isCommitted: Bool
    }

    static let schema = """
        CREATE TABLE contact(id INTEGER PRIMARY KEY, name TEXT NOT NULL, photo BLOB, age INTEGER NOT NULL) STRICT;
        CREATE INDEX contact_name ON contact(name);
        """
    static let content = "SELECT id, name, hex(photo), age FROM contact ORDER BY id"

    private var random: SeededRandom

    init(seed: UInt64) { random = SeededRandom(seed: seed) }

    private mutating func below(_ bound: Int) -> Int { Int(random.next() % UInt64(bound)) }

    private mutating func name() -> String {
        String((0..<1 + below(30)).map { _ in Character(UnicodeScalar(UInt8(97 + below(26)))) })
    }

    private mutating func blob() -> String {
        let length = below(6) == 0 ? below(12_000) : below(300)
        let byte = String(below(200) + 16, radix: 16)
        // A run with a start of its own, cheap to write in SQL.
        return "X'\(String(repeating: byte, count: length))\(String(below(90) + 10))'"
    }

    private mutating func statement() -> String {
        switch below(10) {
        case 0..<5:
            "INSERT OR REPLACE INTO contact VALUES(\(below(200)), '\(name())', \(blob()), \(below(100)))"
        case 5..<7: "UPDATE contact SET name = '\(name())', age = age + 1 WHERE id = \(below(200))"
        case 7: "UPDATE contact SET photo = \(blob()) WHERE id % 7 = \(below(7))"
        case 8: "DELETE FROM contact WHERE id = \(below(200))"
        default: "DELETE FROM contact WHERE id % 11 = \(below(11))"
        }
    }

    /// Whether a group of commits ends here.
    mutating func endsGroup() -> Bool { below(5) == 0 }

    mutating func transaction() -> Transaction {
        let count = below(8) == 0 ? 5 + below(30) : 1 + below(3)
        return Transaction(
            statements: (0..<count).map { _ in statement() }, isCommitted: below(7) != 0)
    }
}

extension RawConnection {
    /// Runs a transaction to its end.
    func run(_ transaction: Workload.Transaction) throws(SQLFailure) {
        try run("BEGIN")
        for statement in transaction.statements { try run(statement) }
        try run(transaction.isCommitted ? "COMMIT" : "ROLLBACK")
    }

    func contacts() throws(SQLFailure) -> [[String]] { try rows(Workload.content) }
}
