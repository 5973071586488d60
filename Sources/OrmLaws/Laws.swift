// SPDX-License-Identifier: MIT
// The law of every stored type: reading returns what was saved, bit for bit. It works on any
// entity, so an app can test its own types with one line.
import OrmRuntime
import SeededRandom

/// A value that was not read back as it was saved.
public struct LawViolation: Error, Equatable, CustomStringConvertible {
    /// The seed of the run. `Laws.checkLossless` replays the run with this seed and the same count.
    public let seed: UInt64
    /// The number of the value in the run, from 0.
    public let iteration: Int
    /// The name of the value's type.
    public let type: String
    /// The property path of the field that differs, such as `address.city`.
    ///
    /// `(the row)` if the row was not found, `(the value)` if the difference has no name.
    public let field: String

    /// The field and how to replay the run, as an English phrase.
    public var description: String {
        "\(type).\(field) came back different; replay with seed \(seed), value \(iteration)"
    }
}

/// Checks the laws of stored types with random values.
public enum Laws {
    /// Saves and reads back random values of a type whose key the program chooses.
    ///
    ///     try Laws.checkLossless(Book.self, in: store, seed: 1)
    ///
    /// The check is a single transaction.
    ///
    /// - Parameters:
    ///   - type: The type, which `orm-gen generate --laws` makes ``Arbitrary``.
    ///   - store: A store made for the check: the type's rows are deleted before each value, and
    ///     the last value stays.
    ///   - seed: Determines the values.
    ///   - count: The number of values.
    /// - Throws: ``LawViolation`` for the first field that differs, or the store's own error. All
    ///   writes of the check are then undone.
    public static func checkLossless<Value: NaturalKeyEntity & Arbitrary>(
        _ type: Value.Type, in store: Store, seed: UInt64, count: Int = 200
    ) throws {
        var random = SeededRandom(seed: seed)
        try store.write { tx in
            for iteration in 0..<count {
                let value = Value.arbitrary(using: &random)
                // Unique fields could clash with an earlier value's, so start with an empty table.
                try Value.delete(from: tx, where: .all)
                try value.save(in: tx)
                let found = try Value.find(in: tx, id: value.ormID)
                try compare(value, found, seed, iteration)
            }
        }
    }

    /// Saves and reads back random values of a type whose key the store chooses.
    ///
    ///     try Laws.checkLossless(Ticket.self, in: store, seed: 1)
    ///
    /// The check is a single transaction.
    ///
    /// - Parameters:
    ///   - type: The type, which `orm-gen generate --laws` makes ``Arbitrary``.
    ///   - store: A store made for the check: the type's rows are deleted before each value, and
    ///     the last value stays.
    ///   - seed: Determines the values.
    ///   - count: The number of values.
    /// - Throws: ``LawViolation`` for the first field that differs, or the store's own error. All
    ///   writes of the check are then undone.
    public static func checkLossless<Value: GeneratedKeyEntity & Arbitrary>(
        _ type: Value.Type, in store: Store, seed: UInt64, count: Int = 200
    ) throws {
        var random = SeededRandom(seed: seed)
        try store.write { tx in
            for iteration in 0..<count {
                var value = Value.arbitrary(using: &random)
                try Value.delete(from: tx, where: .all)
                try value.save(in: tx)
                let found = try Value.find(in: tx, id: value.ormID)
                try compare(value, found, seed, iteration)
            }
        }
    }

    /// Saves and reads back random values of a type without a key.
    ///
    ///     try Laws.checkLossless(Note.self, in: store, seed: 1)
    ///
    /// The check is a single transaction.
    ///
    /// - Parameters:
    ///   - type: The type, which `orm-gen generate --laws` makes ``Arbitrary``.
    ///   - store: A store made for the check: the type's rows are deleted before each value, and
    ///     the last value stays.
    ///   - seed: Determines the values.
    ///   - count: The number of values.
    /// - Throws: ``LawViolation`` for the first field that differs, or the store's own error. All
    ///   writes of the check are then undone.
    public static func checkLossless<Value: KeylessEntity & Arbitrary>(
        _ type: Value.Type, in store: Store, seed: UInt64, count: Int = 200
    ) throws {
        var random = SeededRandom(seed: seed)
        try store.write { tx in
            for iteration in 0..<count {
                let value = Value.arbitrary(using: &random)
                try Value.delete(from: tx, where: .all)
                let id = try value.save(in: tx)
                try compare(value, try Value.find(in: tx, id: id)?.value, seed, iteration)
            }
        }
    }

    private static func compare<Value: Entity>(
        _ saved: Value, _ found: Value?, _ seed: UInt64, _ iteration: Int
    ) throws {
        guard let found else {
            throw LawViolation(
                seed: seed, iteration: iteration, type: Value.ormTable.type, field: "(the row)")
        }
        let (before, after) = (saved.ormStoredValues, found.ormStoredValues)
        for (position, column) in Value.ormColumns.enumerated() {
            guard before[position].isIdentical(to: after[position]) else {
                throw LawViolation(
                    seed: seed, iteration: iteration, type: Value.ormTable.type, field: column.field
                )
            }
        }
        // A codec may lose the same data in both directions, so the values are compared too.
        if let field = firstDifference(saved, found) {
            throw LawViolation(
                seed: seed, iteration: iteration, type: Value.ormTable.type, field: field)
        }
    }
}

extension StoredValue {
    /// Compares bitwise: unlike `==`, it distinguishes 0.0 and -0.0.
    fileprivate func isIdentical(to other: StoredValue) -> Bool {
        if case .real(let left) = self, case .real(let right) = other {
            return left.bitPattern == right.bitPattern
        }
        return self == other
    }
}
