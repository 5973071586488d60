// SPDX-License-Identifier: MIT
// The law every stored type obeys: what is read is what was saved, bit for bit. Works on any entity, so
// an app can test its own types with one line.
import OrmRuntime
import SeededRandom

/// A value that came back different.
public struct LawViolation: Error, Equatable, CustomStringConvertible {
    /// The seed of the run. Given to `Laws.checkLossless` with the same count, it replays the run.
    public let seed: UInt64
    /// Which of the run's values it was, from 0.
    public let iteration: Int
    /// The name of the value's type.
    public let type: String
    /// The property path of the field that differs, such as `address.city`.
    ///
    /// `(the row)` when the row was not found, `(the value)` when what differs has no name.
    public let field: String

    /// The field, and how to replay the run, as a phrase in English.
    public var description: String {
        "\(type).\(field) came back different; replay with seed \(seed), value \(iteration)"
    }
}

/// Checks of what must hold of every stored type, with random values.
public enum Laws {
    /// Saves and reads back random values of a type whose key the program chooses.
    ///
    ///     try Laws.checkLossless(Book.self, in: store, seed: 1)
    ///
    /// All of it is one transaction.
    ///
    /// - Parameters:
    ///   - type: The type, which `orm-gen generate --laws` makes ``Arbitrary``.
    ///   - store: A store made for the check: the type's rows are deleted before each value, and
    ///     the last value stays.
    ///   - seed: Decides the values.
    ///   - count: The number of values.
    /// - Throws: ``LawViolation`` for the first field that differs, or the store's own error; what
    ///   the check wrote is then undone.
    public static func checkLossless<Value: NaturalKeyEntity & Arbitrary>(
        _ type: Value.Type, in store: Store, seed: UInt64, count: Int = 200
    ) throws {
        var random = SeededRandom(seed: seed)
        try store.write { tx in
            for iteration in 0..<count {
                let value = Value.arbitrary(using: &random)
                // Another unique field may clash with an earlier value's: start from nothing.
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
    /// All of it is one transaction.
    ///
    /// - Parameters:
    ///   - type: The type, which `orm-gen generate --laws` makes ``Arbitrary``.
    ///   - store: A store made for the check: the type's rows are deleted before each value, and
    ///     the last value stays.
    ///   - seed: Decides the values.
    ///   - count: The number of values.
    /// - Throws: ``LawViolation`` for the first field that differs, or the store's own error; what
    ///   the check wrote is then undone.
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

    /// Saves and reads back random values of a type without key.
    ///
    ///     try Laws.checkLossless(Note.self, in: store, seed: 1)
    ///
    /// All of it is one transaction.
    ///
    /// - Parameters:
    ///   - type: The type, which `orm-gen generate --laws` makes ``Arbitrary``.
    ///   - store: A store made for the check: the type's rows are deleted before each value, and
    ///     the last value stays.
    ///   - seed: Decides the values.
    ///   - count: The number of values.
    /// - Throws: ``LawViolation`` for the first field that differs, or the store's own error; what
    ///   the check wrote is then undone.
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
        // A codec may lose the same on both ways; then only the values themselves tell.
        if let field = firstDifference(saved, found) {
            throw LawViolation(
                seed: seed, iteration: iteration, type: Value.ormTable.type, field: field)
        }
    }
}

extension StoredValue {
    /// Stricter than `==`: tells 0.0 from -0.0.
    fileprivate func isIdentical(to other: StoredValue) -> Bool {
        if case .real(let left) = self, case .real(let right) = other {
            return left.bitPattern == right.bitPattern
        }
        return self == other
    }
}
