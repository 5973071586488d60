// SPDX-License-Identifier: MIT
// Goal: what is unique by the type is unique in the store, also where a part of it is nil. Method: the Pairing fixture.
import OrmRuntime
import Testing

@testable import Golden

@Suite struct UniqueNilTests {
    let db: Store

    init() throws {
        db = try Pairing.open(":memory:")
    }

    private func pairing(
        _ number: Int, _ left: String, _ right: Int?, _ extent: Extent, _ spare: Extent? = nil
    ) -> Pairing {
        Pairing(number: number, left: left, right: right, extent: extent, spare: spare)
    }

    @Test func severalFieldsAreUniqueWhenOneIsNil() throws {
        try pairing(1, "a", nil, Extent(low: 1)).save(in: db)
        #expect(throws: StoreError.unique(type: "Pairing", fields: ["left", "right"])) {
            try pairing(2, "a", nil, Extent(low: 2)).save(in: db)
        }
        try pairing(2, "a", 0, Extent(low: 2)).save(in: db)
        try pairing(3, "b", nil, Extent(low: 3)).save(in: db)
    }

    @Test func aStructIsUniqueWhenAMemberIsNil() throws {
        try pairing(1, "a", nil, Extent(low: 1, high: nil)).save(in: db)
        #expect(throws: StoreError.unique(type: "Pairing", fields: ["extent.low", "extent.high"])) {
            try pairing(2, "b", nil, Extent(low: 1, high: nil)).save(in: db)
        }
        try pairing(2, "b", nil, Extent(low: 1, high: 0)).save(in: db)
    }

    @Test func anOptionalStructMayBeNilMoreThanOnceAndIsUniqueOtherwise() throws {
        try pairing(1, "a", nil, Extent(low: 1)).save(in: db)
        try pairing(2, "b", nil, Extent(low: 2)).save(in: db)
        try pairing(3, "c", nil, Extent(low: 3), Extent(low: 1)).save(in: db)
        #expect(throws: (any Error).self) {
            try pairing(4, "d", nil, Extent(low: 4), Extent(low: 1)).save(in: db)
        }
        try pairing(4, "d", nil, Extent(low: 4), Extent(low: 1, high: 1)).save(in: db)
    }

    @Test func whatIsUniqueIsFoundAlsoByNil() throws {
        let first = pairing(1, "a", nil, Extent(low: 1), Extent(low: 5))
        let second = pairing(2, "a", 7, Extent(low: 1, high: 2))
        try Pairing.saveAll([first, second], in: db)
        #expect(try Pairing.find(in: db, left: "a", right: nil) == first)
        #expect(try Pairing.find(in: db, left: "a", right: 7) == second)
        #expect(try Pairing.find(in: db, extent: Extent(low: 1, high: nil)) == first)
        #expect(try Pairing.find(in: db, extent: Extent(low: 1, high: 2)) == second)
        #expect(try Pairing.find(in: db, spare: Extent(low: 5)) == first)
        #expect(try Pairing.find(in: db, spare: Extent(low: 6)) == nil)
    }

    @Test func suchALookUpUsesTheIndex() throws {
        let folder = TemporaryFolder()
        let path = folder.path("plan.db")
        _ = try Pairing.open(path)
        let sql =
            #"SELECT * FROM Pairing WHERE "left" = 'a' AND ifnull("right", '') = ifnull(NULL, '')"#
        let plan = try RawDatabase(path).texts("EXPLAIN QUERY PLAN \(sql)", column: 3)
        #expect(plan.joined().contains("USING INDEX Pairing(left, right)"))
    }
}
