// Goal: a condition may be as long and as deep as a program makes it; in memory at any size, in SQL up to the bounds of
// SQLite's parser, and beyond them there is an error. Method: conditions put together in loops, on threads with small stacks;
// every shape of the deepest condition that is accepted runs with every verb, and SQLite has to agree with memory.
import Foundation
import OrmRuntime
import SeededRandom
import TestSupport
import Testing

@testable import Golden

@Suite struct DeepConditionTests {
    let folder = TemporaryFolder()

    typealias Where = Specimen.Where
    /// The longest test there is in SQL, on a column that may be NULL.
    private static let leaf = Where.maybeText(.hasSuffix("a"))

    private static func row(_ id: Int, _ word: String?) -> Specimen {
        var row = Specimen.plain(id: id)
        row.maybeText = word
        return row
    }

    private static let rows = [nil, "", "a", "ba", "ab"].enumerated().map { row($0, $1) }

    /// `count` levels, "and" in "or" in "and"; the deep part is the first or the last of its level.
    private static func spine(
        _ count: Int, width: Int = 2, isFirst: Bool = false, isNegated: Bool = false
    ) -> Where {
        var condition = leaf
        for level in 0..<count {
            let others = (1..<width).map {
                isNegated || $0 % 2 == 0 ? !leaf : .id(.differs(from: $0))
            }
            let parts = isFirst ? [condition] + others : others + [condition]
            condition = level % 2 == 0 ? .or(parts) : .and(parts)
        }
        return condition
    }

    /// Everything that can be asked of a condition in memory.
    private static func useInMemory(_ condition: Where, expecting expected: Bool) -> Bool {
        let copy = condition
        return condition.matches(row(2, "xa")) == expected && condition == copy
            && Set([condition, copy]).count == 1 && !condition.description.isEmpty
            && !(condition == !condition)
    }

    /// Runs work on a stack of 256 KiB, which a call for each level would overflow.
    private static func onSmallStack(_ work: @escaping @Sendable () -> Bool) -> Bool {
        final class Outcome: @unchecked Sendable {
            var isGood = false
        }
        let outcome = Outcome()
        let done = DispatchSemaphore(value: 0)
        let thread = Thread {
            outcome.isGood = work()
            done.signal()
        }
        thread.stackSize = 256 * 1_024
        thread.start()
        done.wait()
        return outcome.isGood
    }

    // MARK: Any size, in memory

    @Test(arguments: [false, true])
    func aConditionOfAHundredThousandLevelsIsUsedAndReleased(_ isFirst: Bool) {
        let isGood = Self.onSmallStack {
            Self.useInMemory(Self.spine(100_000, isFirst: isFirst), expecting: true)
        }
        #expect(isGood)
    }

    @Test func negationsAndGroupsMayBeStacked() {
        let isGood = Self.onSmallStack {
            var condition = Self.leaf
            for _ in 0..<100_001 { condition = !condition }
            return condition == !Self.leaf && Self.useInMemory(condition, expecting: false)
        }
        #expect(isGood)
    }

    @Test func aSharedPartOutlivesWhatItIsAPartOf() {
        let isGood = Self.onSmallStack {
            var deep: Where? = Self.spine(50_000)
            let kept = deep!
            deep = deep! && Self.leaf
            deep = nil
            return Self.useInMemory(kept, expecting: true)
        }
        #expect(isGood)
    }

    @Test func operatorsInALoopTakeTimeInProportion() {
        // A hundred thousand parts: quadratic, this would take minutes.
        var (all, any) = (Where.all, Where.nothing)
        for id in 0..<100_000 {
            all = all && .id(.differs(from: id))
            any = .id(.equals(id)) || any
        }
        #expect(!all.matches(.plain(id: 77)) && all.matches(.plain(id: -1)))
        #expect(any.matches(.plain(id: 77)) && !any.matches(.plain(id: -1)))
        #expect(all == .and((0..<100_000).map { .id(.differs(from: $0)) }))
    }

    // MARK: Normal form

    @Test func whatIsWrittenDifferentlyAndIsTheSameIsEqual() {
        let (a, b, c) = (Where.text("a"), Where.text("b"), Where.text("c"))
        #expect((a && b && c) == .and(a, b, c))
        #expect((a && (b && c)) == .and([a, b, c]))
        #expect((a || (b || c)) == .or(a, b, c))
        #expect(!(a && b) == (!a || !b))
        #expect(!(!a || !(b && c)) == .and(a, b, c))
        #expect(.and([a]) == a && .or([a]) == a)
        #expect((a && .all) == a && (.nothing || a) == a && .and(.all, .all) == Where.all)
        #expect(!Where.all == .nothing && !Where.nothing == .all)
        #expect((a && b) != (b && a) && (a && b) != (a || b) && a != !a)
        #expect((a || .all) != a)
    }

    // MARK: Bounds of SQL

    private func filled() throws -> Store {
        let db = try folder.store()
        try Specimen.saveAll(Self.rows, in: db)
        return db
    }

    /// Ends a transaction so that nothing of it stays.
    private struct Undo: Error {}

    private func runEveryVerb(_ condition: Where, on db: Store) throws {
        let expected = Self.rows.filter(condition.matches).map(\.id)
        #expect(try Specimen.get(from: db, where: condition, orderBy: .id).map(\.id) == expected)
        #expect(try Specimen.count(in: db, where: condition) == expected.count)
        #expect(try Specimen.exists(in: db, where: condition) == !expected.isEmpty)
        #expect(throws: Undo.self) {
            try db.write { tx in
                let changed = try Specimen.update(
                    in: tx, where: condition, set: .text("x"), .wide(3), .blob([]))
                #expect(changed == expected.count)
                #expect(try Specimen.delete(from: tx, where: condition) == expected.count)
                throw Undo()
            }
        }
    }

    @Test(arguments: [false, true], [false, true])
    func seventyEightLevelsAreAcceptedByEveryVerb(_ isFirst: Bool, _ isNegated: Bool) throws {
        let db = try filled()
        for width in [2, 3, 5, 9, 32] {
            let deepest = Self.spine(78, width: width, isFirst: isFirst, isNegated: isNegated)
            try runEveryVerb(deepest, on: db)
            try runEveryVerb(!deepest, on: db)
        }
    }

    @Test(arguments: [79, 80, 1_000, 100_000])
    func oneLevelMoreIsRefusedAsALimit(_ levels: Int) throws {
        let db = try filled()
        let refused = StoreError.limit(name: "levels of one condition", maximum: 78, got: levels)
        let condition = Self.spine(levels)
        #expect(failure { _ = try Specimen.count(in: db, where: condition) } == refused)
        #expect(failure { try Specimen.delete(from: db, where: !condition) } == refused)
        #expect(
            failure { try Specimen.update(in: db, where: condition, set: .wide(3)) } == refused)
        #expect(try Specimen.count(in: db, where: .all) == 5, "the store goes on")
    }

    @Test func eachLevelMayHaveMorePartsThanFitIntoARow() throws {
        let db = try filled()
        for (levels, width) in [(3, 1_100), (20, 100), (60, 33), (70, 64)] {
            try runEveryVerb(Self.spine(levels, width: width, isFirst: false), on: db)
        }
    }

    /// Two equal halves on each level: the costly shape, 2^n tests for n levels.
    private static func balanced(_ levels: Int) -> Where {
        if levels == 0 { return leaf }
        let half = balanced(levels - 1)
        return levels % 2 == 0 ? .and(half, !half) : .or(half, half, !leaf)
    }

    @Test func bushyConditionsAreAcceptedOrRefusedButNeverSQLitesError() throws {
        let db = try filled()
        for levels in 1...9 { try runEveryVerb(Self.balanced(levels), on: db) }
        var random = SeededRandom(seed: Seed.ofThisRun)
        var refused = 0
        for _ in 0..<100 {
            let condition = random.bush(levels: 4 + random.below(90), Self.leaf)
            do throws(StoreError) {
                let count = try Specimen.count(in: db, where: condition)
                #expect(count == Self.rows.filter(condition.matches).count)
            } catch {
                guard case .limit = error else { throw error }
                refused += 1
            }
        }
        #expect(refused > 0 && refused < 80)
    }

    @Test func partsBeyondARowAgreeWithMemoryUnderNotAndOverNil() throws {
        let db = try filled()
        var random = SeededRandom(seed: Seed.ofThisRun)
        for count in [31, 32, 33, 64, 65, 1_023, 1_025, 1_100] {
            let parts = (0..<count).map { _ in random.leaf() }
            for condition in [Where.and(parts), .or(parts), !.and(parts), !.or(parts)] {
                let found = try Specimen.get(from: db, where: condition, orderBy: .id)
                #expect(found.map(\.id) == Self.rows.filter(condition.matches).map(\.id))
            }
        }
    }
}

extension SeededRandom {
    /// A condition with a long spine, and here and there another on its side.
    fileprivate mutating func bush(levels: Int, _ leaf: Specimen.Where) -> Specimen.Where {
        var condition = leaf
        for level in 0..<levels {
            var parts = [condition]
            for _ in 0..<(1 + below(12)) {
                let side =
                    isRare(40) && levels > 2
                    ? bush(levels: below(min(level + 1, 40)), leaf) : self.leaf()
                parts.insert(isRare(2) ? side : !side, at: below(parts.count + 1))
            }
            condition = level % 2 == 0 ? .or(parts) : .and(parts)
        }
        return condition
    }
}
