// SPDX-License-Identifier: MIT
// Memory that a caller of a disk and the disk's backend may both use, so that blocks move without a copy. It comes
// in chunks of whole pages that nothing else shares, and grows with use up to a limit.
//
// The backend of a disk may be able to write the pages at any moment. So nothing about the pool is kept in them: a
// free list of pointers in free pages, say, would let it choose where the next page is.
//
// Invariants:
//   1. A page is free or taken, and may be retired and held; only free ones that are neither are handed out.
//   2. After the last page of each chunk comes one that is never handed out: SQLite may read a few bytes past the
//      end of a page of a damaged database.
//   3. A chunk goes back only with the pool, and stays for good when one of its pages is retired then.

/// Pages for blocks, each 4,096 bytes at a multiple of 4,096. One thread at a time.
@safe public final class PagePool {
    /// Where the pool's memory comes from, and where it goes.
    @safe public struct Source {
        let allocate: (_ pageCount: Int) -> UnsafeMutableRawPointer?
        let deallocate: (UnsafeMutableRawPointer, _ pageCount: Int) -> Void

        /// A source.
        ///
        /// - Parameters:
        ///   - allocate: gives so many zeroed pages that nothing else is in; nil when there are none to spare.
        ///   - deallocate: takes them back.
        /// - Safety: what `allocate` gives must be valid until `deallocate`.
        @unsafe public init(
            allocate: @escaping (_ pageCount: Int) -> UnsafeMutableRawPointer?,
            deallocate: @escaping (UnsafeMutableRawPointer, _ pageCount: Int) -> Void
        ) {
            unsafe self.allocate = allocate
            unsafe self.deallocate = deallocate
        }

        /// The program's own memory.
        public static var heap: Source {
            unsafe Source { pageCount in
                let bytes = UnsafeMutableRawPointer.allocate(
                    byteCount: pageCount * blockSize, alignment: blockSize)
                // SAFETY: the memory was allocated a line above.
                unsafe bytes.initializeMemory(
                    as: UInt8.self, repeating: 0, count: pageCount * blockSize)
                return unsafe bytes
            } deallocate: { bytes, _ in
                unsafe bytes.deallocate()
            }
        }
    }

    @safe private struct Chunk {
        let bytes: UnsafeMutableRawPointer
        /// The number of its first page.
        let first: Int
        /// Pages that can be handed out.
        let count: Int
    }

    /// Pages that the pool has at most.
    public let limit: Int
    /// Pages it has now.
    public private(set) var count = 0
    /// Pages that are taken.
    public private(set) var takenCount = 0

    private let source: Source
    private let chunkSize: Int
    /// Sorted by address.
    private var chunks: [Chunk] = []
    private var addresses: [UnsafeMutableRawPointer] = unsafe []
    private var free: [Int32] = []
    private var states: [State] = []

    /// What is known of a page.
    private struct State {
        var isTaken = false
        var isRetired = false
        /// Who else needs its content.
        var holders = 0
        var owner: Int32 = -1
        /// Whether its owner may change it now, and whether it could since it was watched.
        var isInUse = false
        var mayHaveChanged = true

        var isFree: Bool { !isTaken && !isRetired && holders == 0 }
    }

    /// An empty pool.
    ///
    /// - Parameters:
    ///   - limit: pages that it has at most.
    ///   - chunkSize: pages that it grows by, and one more for each of these.
    public init(limit: Int, chunkSize: Int = 63, source: Source = .heap) {
        precondition(limit >= 0 && limit <= Int32.max && chunkSize > 0, "a pool of pages")
        self.limit = limit
        self.chunkSize = chunkSize
        self.source = source
    }

    deinit {
        for chunk in chunks {
            let pages = chunk.first..<chunk.first + chunk.count
            if pages.contains(where: { states[$0].isRetired }) { continue }
            // SAFETY: whoever has a page of the pool has the pool, so nobody has one any more.
            unsafe source.deallocate(chunk.bytes, chunk.count + 1)
        }
    }

    /// Takes a page out of the pool, growing the pool if none is free.
    ///
    ///     guard let page = pool.take() else { return }
    ///     defer { pool.give(page) }
    ///
    /// - Returns: the page, whose content is anything; nil when the limit is reached or the source
    ///   has no memory.
    public func take() -> UnsafeMutableRawPointer? {
        if free.isEmpty, !grow() { return nil }
        guard let number = free.popLast() else { return nil }
        states[Int(number)].isTaken = true
        states[Int(number)].isInUse = true
        takenCount += 1
        return unsafe addresses[Int(number)]
    }

    /// Takes a page back.
    ///
    /// - Precondition: it is one of the pool's, and taken.
    public func give(_ page: UnsafeMutableRawPointer) {
        guard let number = unsafe number(of: page), states[number].isTaken else {
            preconditionFailure("a page that was not taken was given to a pool")
        }
        takenCount -= 1
        change(number) {
            $0.isTaken = false
            $0.isInUse = false
        }
    }

    /// Changes what is known of a page, which may be free from then on.
    private func change(_ number: Int, _ body: (inout State) -> Void) {
        let wasFree = states[number].isFree
        body(&states[number])
        if !wasFree, states[number].isFree { free.append(Int32(number)) }
    }

    private func grow() -> Bool {
        let added = min(chunkSize, limit - count)
        guard added > 0, let bytes = unsafe source.allocate(added + 1) else { return false }
        let place = chunks.firstIndex { unsafe $0.bytes > bytes } ?? chunks.count
        unsafe chunks.insert(Chunk(bytes: bytes, first: count, count: added), at: place)
        for index in 0..<added { unsafe addresses.append(bytes + index * blockSize) }
        // The lowest page is the next to be taken, which keeps what is in use together.
        for number in (count..<count + added).reversed() { free.append(Int32(number)) }
        states += [State](repeating: State(), count: added)
        count += added
        return true
    }

    // MARK: For owners, and those who need what owners wrote

    /// Which of its users has a page; -1 until one has said so. The pool does not look at it.
    public func owner(of number: Int) -> Int32 { states[number].owner }

    /// Says who has a page, and may change it from now on.
    public func use(_ number: Int, by owner: Int32) {
        states[number].owner = owner
        states[number].isInUse = true
        states[number].mayHaveChanged = true
    }

    /// Says that its owner does not change a page before the next `use`.
    public func rest(_ number: Int) { states[number].isInUse = false }

    /// Has a page handed out to nobody, once it is given back, before it was released as often as it was held. Its owner
    /// can still change it.
    public func hold(_ number: Int) { states[number].holders += 1 }

    /// Says that a holder does not need a page any more.
    public func release(_ number: Int) {
        precondition(states[number].holders > 0, "a page that is released is held")
        change(number) { $0.holders -= 1 }
    }

    /// Whether a page is held or retired, so that its owner must not put anything else into it.
    public func isSpokenFor(_ number: Int) -> Bool {
        states[number].isRetired || states[number].holders > 0 && !mutant("reused-held-pages")
    }

    /// Begins to look at whether a page changes.
    public func watch(_ number: Int) { states[number].mayHaveChanged = states[number].isInUse }

    /// Whether its owner could change a page since it was last watched.
    public func mayHaveChanged(_ number: Int) -> Bool { states[number].mayHaveChanged }

    /// Pages that are held.
    public var heldCount: Int { states.count { $0.holders > 0 } }

    // MARK: For devices

    /// The number of the page at an address, below ``count`` and for good; nil when it is none of the pool's.
    public func number(of address: UnsafeRawPointer) -> Int? {
        var low = 0
        var high = chunks.count
        while low < high {
            let middle = (low + high) / 2
            if unsafe UnsafeRawPointer(chunks[middle].bytes) <= address {
                low = middle + 1
            } else {
                high = middle
            }
        }
        guard low > 0 else { return nil }
        let chunk = chunks[low - 1]
        let offset = unsafe address - UnsafeRawPointer(chunk.bytes)
        guard offset % blockSize == 0, offset / blockSize < chunk.count else { return nil }
        return chunk.first + offset / blockSize
    }

    /// The page with a number.
    public func page(_ number: Int) -> UnsafeMutableRawPointer {
        unsafe addresses[number]
    }

    /// Says that the backend may go on writing a page: once it is given back, nobody gets it.
    public func retire(_ number: Int) {
        if states[number].isFree { free.removeAll { $0 == Int32(number) } }
        states[number].isRetired = true
        states[number].mayHaveChanged = true
    }

    /// Says that the backend has let go of a page that was retired.
    public func restore(_ number: Int) { change(number) { $0.isRetired = false } }

    /// Whether a page is retired.
    public func isRetired(_ number: Int) -> Bool { states[number].isRetired }

    /// Pages that are retired.
    public var retiredCount: Int { states.count { $0.isRetired } }
}
