// SPDX-License-Identifier: MIT
// Goal: a pool hands out each page once, none that is retired or held, and finds a page by its address, whatever the order of
// calls. Method: random calls by seed against sets of pages.

import BlockIO
import SeededRandom
import Testing

@Suite struct PagePoolTests {
    @Test(arguments: 0..<20 as Range<UInt64>)
    func everyPageIsSomebodysOnce(seed: UInt64) {
        var random = SeededRandom(seed: seed)
        let limit = Int.random(in: 0...40, using: &random)
        let pool = PagePool(limit: limit, chunkSize: Int.random(in: 1...9, using: &random))
        var taken: [UnsafeMutableRawPointer] = unsafe []
        var retired: Set<Int> = []
        var held: [Int] = []
        for _ in 0..<600 {
            switch Int.random(in: 0..<10, using: &random) {
            case 0..<3:
                let page = pool.take()
                let idle =
                    limit - taken.count
                    - retired.union(held).count { number in
                        unsafe !taken.contains(pool.page(number))
                    }
                #expect((page != nil) == (idle > 0))
                guard let page = unsafe page else { continue }
                #expect(unsafe !taken.contains(page))
                #expect(Int(bitPattern: page) % blockSize == 0)
                let number = pool.number(of: page)!
                #expect(!retired.contains(number) && !held.contains(number))
                #expect(!pool.isSpokenFor(number))
                #expect(unsafe pool.page(number) == page)
                #expect(pool.number(of: page + 8) == nil)
                unsafe taken.append(page)
            case 3..<6 where !taken.isEmpty:
                pool.give(unsafe taken.remove(at: Int.random(in: 0..<taken.count, using: &random)))
            case 6 where pool.count > 0:
                let number = Int.random(in: 0..<pool.count, using: &random)
                pool.retire(number)
                retired.insert(number)
            case 7 where !retired.isEmpty:
                let number = retired.randomElement(using: &random)!
                retired.remove(number)
                pool.restore(number)
            case 8 where !taken.isEmpty:
                let page = unsafe taken[Int.random(in: 0..<taken.count, using: &random)]
                let number = pool.number(of: page)!
                pool.hold(number)
                held.append(number)
                #expect(pool.isSpokenFor(number))
            case 9 where !held.isEmpty:
                pool.release(held.remove(at: Int.random(in: 0..<held.count, using: &random)))
            default: break
            }
            #expect(pool.heldCount == Set(held).count)
            #expect(pool.takenCount == taken.count)
            #expect(pool.retiredCount == retired.count)
        }
        for page in unsafe taken { pool.give(page) }
    }

    @Test func aPageChangesWhenItsOwnerHasItInUse() {
        let pool = PagePool(limit: 3)
        let page = pool.take()!
        let number = pool.number(of: page)!
        pool.hold(number)
        pool.watch(number)
        #expect(pool.mayHaveChanged(number), "it is in use")
        pool.rest(number)
        #expect(pool.mayHaveChanged(number), "it was")
        pool.watch(number)
        #expect(!pool.mayHaveChanged(number))
        pool.give(page)
        #expect(!pool.mayHaveChanged(number), "what was given back is nobody's to change")
        pool.use(number, by: 1)
        pool.rest(number)
        #expect(pool.mayHaveChanged(number))
        pool.release(number)
        #expect(pool.take() == page)
    }

    @Test func aPageAfterEachChunkIsNobodys() {
        var runs: [(UnsafeMutableRawPointer, Int)] = unsafe []
        let heap = PagePool.Source.heap
        var returned = 0
        do {
            let source = unsafe PagePool.Source { count in
                guard runs.count < 2 else { return nil }
                let bytes = UnsafeMutableRawPointer.allocate(
                    byteCount: count * blockSize, alignment: blockSize)
                unsafe runs.append((bytes, count))
                return unsafe bytes
            } deallocate: { bytes, _ in
                returned += 1
                unsafe bytes.deallocate()
            }
            let pool = PagePool(limit: 100, chunkSize: 3, source: source)
            for _ in 0..<6 { #expect(pool.take() != nil) }
            #expect(unsafe pool.take() == nil, "memory that is not there is not handed out")
            for (bytes, count) in unsafe runs {
                #expect(count == 4)
                for index in 0..<3 { #expect(pool.number(of: bytes + index * blockSize) != nil) }
                #expect(pool.number(of: bytes + 3 * blockSize) == nil)
                #expect(pool.number(of: bytes - blockSize) == nil || runs.count == 2)
            }
            pool.retire(0)
        }
        #expect(returned == 1, "memory with a retired page stays where it is")
        _ = heap
    }
}
