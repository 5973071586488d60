// SPDX-License-Identifier: MIT
// Memory shared by a disk's caller and the disk's backend, so that blocks move without a copy. It
// comes in chunks of whole pages that contain nothing else, and grows on demand up to a limit.
//
// The backend may be able to write the pages at any moment. So the pool's bookkeeping is not in
// them: with a free list in free pages, say, the backend could choose the address of the next page.
//
// Invariants:
//   1. A page is free or taken, and may be retired and held. Only free pages that are neither are
//      handed out.
//   2. After the last page of each chunk comes one that is never handed out, because SQLite may
//      read a few bytes past the end of a page of a damaged database.
//   3. A chunk is freed only with the pool, and never if one of its pages is retired then.

/// A pool of pages of 4,096 bytes, aligned to 4,096. One thread at a time.
@safe public final class PagePool {
    /// The allocator of the pool's memory.
    @safe public struct Source {
        let allocate: (_ pageCount: Int) -> UnsafeMutableRawPointer?
        let deallocate: (UnsafeMutableRawPointer, _ pageCount: Int) -> Void

        /// Creates a source.
        ///
        /// - Parameters:
        ///   - allocate: returns so many zeroed pages that contain nothing else, or nil if there
        ///     are none to spare.
        ///   - deallocate: frees them.
        /// - Safety: what `allocate` returns must be valid until `deallocate`.
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
        /// The number of pages that can be handed out.
        let count: Int
    }

    /// The number of pages at most.
    public let limit: Int
    /// The current number of pages.
    public private(set) var count = 0
    /// The number of taken pages.
    public private(set) var takenCount = 0

    private let source: Source
    private let chunkSize: Int
    /// Sorted by address.
    private var chunks: [Chunk] = []
    private var addresses: [UnsafeMutableRawPointer] = unsafe []
    private var free: [Int32] = []
    private var states: [State] = []

    /// The state of a page.
    private struct State {
        var isTaken = false
        var isRetired = false
        /// The number of holders that need its content.
        var holders = 0
        var owner: Int32 = -1
        /// Whether its owner may change it now, and whether it could have since it was watched.
        var isInUse = false
        var mayHaveChanged = true

        var isFree: Bool { !isTaken && !isRetired && holders == 0 }
    }

    /// Creates an empty pool.
    ///
    /// - Parameters:
    ///   - limit: the number of pages at most.
    ///   - chunkSize: the number of pages to grow by; each chunk has one more.
    ///   - source: where the memory comes from.
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
            // SAFETY: users of a page keep the pool alive, so no page is in use any more.
            unsafe source.deallocate(chunk.bytes, chunk.count + 1)
        }
    }

    /// Takes a page out of the pool, growing the pool if none is free.
    ///
    ///     guard let page = pool.take() else { return }
    ///     defer { pool.give(page) }
    ///
    /// - Returns: the page, with undefined content; nil if the limit is reached or the source has
    ///   no memory.
    public func take() -> UnsafeMutableRawPointer? {
        if free.isEmpty, !grow() { return nil }
        guard let number = free.popLast() else { return nil }
        states[Int(number)].isTaken = true
        states[Int(number)].isInUse = true
        takenCount += 1
        return unsafe addresses[Int(number)]
    }

    /// Returns a page to the pool.
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

    /// Changes the state of a page, which may become free.
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
        // The lowest page is taken next, which keeps pages in use close together.
        for number in (count..<count + added).reversed() { free.append(Int32(number)) }
        states += [State](repeating: State(), count: added)
        count += added
        return true
    }

    // MARK: For owners, and for holders of the owners' pages

    /// Returns the owner of a page; -1 until one is set. The pool itself does not use it.
    public func owner(of number: Int) -> Int32 { states[number].owner }

    /// Sets the owner of a page, which may change it from now on.
    public func use(_ number: Int, by owner: Int32) {
        states[number].owner = owner
        states[number].isInUse = true
        states[number].mayHaveChanged = true
    }

    /// Marks a page as unchanged by its owner until the next `use`.
    public func rest(_ number: Int) { states[number].isInUse = false }

    /// Holds a page. Once given back, it is not handed out before it was released as often as it
    /// was held. Its owner can still change it.
    public func hold(_ number: Int) { states[number].holders += 1 }

    /// Releases a held page.
    public func release(_ number: Int) {
        precondition(states[number].holders > 0, "a page that is released is held")
        change(number) { $0.holders -= 1 }
    }

    /// Whether a page is held or retired, so that its owner must not reuse it.
    public func isSpokenFor(_ number: Int) -> Bool {
        states[number].isRetired || states[number].holders > 0
    }

    /// Begins to track whether a page changes.
    public func watch(_ number: Int) { states[number].mayHaveChanged = states[number].isInUse }

    /// Whether its owner could have changed a page since it was last watched.
    public func mayHaveChanged(_ number: Int) -> Bool { states[number].mayHaveChanged }

    /// The number of held pages.
    public var heldCount: Int { states.count { $0.holders > 0 } }

    // MARK: For devices

    /// Returns the number of the page at an address, which is below ``count`` and permanent; nil if
    /// it is not the pool's.
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

    /// Returns the page with a number.
    public func page(_ number: Int) -> UnsafeMutableRawPointer {
        unsafe addresses[number]
    }

    /// Retires a page that the backend may still write to: once given back, it is never handed out.
    public func retire(_ number: Int) {
        if states[number].isFree { free.removeAll { $0 == Int32(number) } }
        states[number].isRetired = true
        states[number].mayHaveChanged = true
    }

    /// Restores a retired page, after the backend has released it.
    public func restore(_ number: Int) { change(number) { $0.isRetired = false } }

    /// Whether a page is retired.
    public func isRetired(_ number: Int) -> Bool { states[number].isRetired }

    /// The number of retired pages.
    public var retiredCount: Int { states.count { $0.isRetired } }
}
