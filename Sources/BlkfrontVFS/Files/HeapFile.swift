// SPDX-License-Identifier: MIT
// A file in memory, for temporary databases and their journals, which end with the connection. Its
// chunks come from SQLite's allocator, which reports a lack of memory instead of trapping.
//
// Invariants:
//   1. `chunks` has room for `capacity` pointers. The first `chunkCount` are chunks of `chunkSize`
//      bytes.
//   2. `length` <= `chunkCount` * `chunkSize`.
//   3. Bytes of chunks behind `length` are zero, so a file that grows over them reads as SQLite
//      expects.

import CSQLite

/// A temporary file.
@safe final class HeapFile: StoredFile {
    /// Bytes in a chunk: few allocations for a sorter's megabytes, little waste for a journal of
    /// two pages.
    static let chunkSize = 16_384

    private var chunks: UnsafeMutablePointer<UnsafeMutableRawPointer>?
    private var capacity = 0
    private var chunkCount = 0
    private var length = 0

    var lockLevel = SQLITE_LOCK_NONE

    init() {}

    deinit {
        release(from: 0)
        unsafe sqlite3_free(chunks)
    }

    /// All of these hold, because memory needs no order and no durability. They save SQLite calls.
    var characteristics: Int32 {
        SQLITE_IOCAP_ATOMIC | SQLITE_IOCAP_SAFE_APPEND | SQLITE_IOCAP_SEQUENTIAL
            | SQLITE_IOCAP_POWERSAFE_OVERWRITE
    }

    @unsafe func read(
        at offset: UInt64, into buffer: UnsafeMutableRawBufferPointer
    ) throws(StorageFailure) -> Int {
        guard offset < UInt64(length) else { return 0 }
        let count = min(buffer.count, length - Int(offset))
        unsafe forEachPiece(at: Int(offset), count: count) { piece, position in
            unsafe (buffer.baseAddress! + position)
                .copyMemory(from: piece.baseAddress!, byteCount: piece.count)
        }
        return count
    }

    @unsafe func write(
        at offset: UInt64, from bytes: UnsafeRawBufferPointer
    ) throws(StorageFailure) {
        let (end, overflow) = offset.addingReportingOverflow(UInt64(bytes.count))
        guard !overflow, end <= UInt64(Int.max / 2) else { throw Self.outOfMemory }
        try makeRoom(for: Int(end))
        unsafe forEachPiece(at: Int(offset), count: bytes.count) { piece, position in
            unsafe piece.baseAddress!
                .copyMemory(from: bytes.baseAddress! + position, byteCount: piece.count)
        }
        length = max(length, Int(end))
    }

    func truncate(to byteCount: UInt64) throws(StorageFailure) {
        guard byteCount < UInt64(length) else { return }
        let kept = Int(byteCount)
        let keptChunks = (kept + Self.chunkSize - 1) / Self.chunkSize
        release(from: keptChunks)
        length = min(length, keptChunks * Self.chunkSize)
        // Invariant 3.
        unsafe forEachPiece(at: kept, count: length - kept) { piece, _ in
            unsafe piece.initializeMemory(as: UInt8.self, repeating: 0)
        }
        length = kept
    }

    func sync(_ flags: Int32) {}

    func byteCount() -> UInt64 { UInt64(length) }

    func close() {}

    @unsafe func control(_ operation: Int32, _ argument: UnsafeMutableRawPointer?) -> Bool { false }

    private static var outOfMemory: StorageFailure {
        StorageFailure(ResultCode.outOfMemory, "there is no memory for a temporary file")
    }

    /// Allocates chunks for this many bytes. On failure the file is unchanged.
    private func makeRoom(for byteCount: Int) throws(StorageFailure) {
        let needed = (byteCount + Self.chunkSize - 1) / Self.chunkSize
        if needed > capacity {
            let larger = max(8, needed, capacity * 2)
            let stride = unsafe MemoryLayout<UnsafeMutableRawPointer>.stride
            guard let moved = unsafe sqlite3_realloc64(chunks, UInt64(larger * stride)) else {
                throw Self.outOfMemory
            }
            // SAFETY: the allocation is aligned for pointers and has room for `larger` of them.
            unsafe chunks = moved.bindMemory(to: UnsafeMutableRawPointer.self, capacity: larger)
            capacity = larger
        }
        while chunkCount < needed {
            guard let chunk = unsafe sqlite3_malloc64(UInt64(Self.chunkSize)) else {
                throw Self.outOfMemory
            }
            unsafe chunk.initializeMemory(as: UInt8.self, repeating: 0, count: Self.chunkSize)
            unsafe (chunks! + chunkCount).initialize(to: chunk)
            chunkCount += 1
        }
    }

    private func release(from first: Int) {
        while chunkCount > first {
            chunkCount -= 1
            unsafe sqlite3_free(chunks![chunkCount])
        }
    }

    /// Calls the body for each chunk's part of the range, with the part's offset in the range.
    ///
    /// - Precondition: all chunks of the range exist.
    private func forEachPiece(
        at offset: Int, count: Int, _ body: (UnsafeMutableRawBufferPointer, Int) -> Void
    ) {
        var position = 0
        while position < count {
            let (index, inside) = (offset + position).quotientAndRemainder(
                dividingBy: Self.chunkSize)
            let size = min(Self.chunkSize - inside, count - position)
            precondition(index < chunkCount, "a temporary file's chunk is missing")
            // SAFETY: the chunk exists, and `inside` + `size` <= `chunkSize`.
            let piece = unsafe UnsafeMutableRawBufferPointer(
                start: chunks![index] + inside, count: size)
            unsafe body(piece, position)
            position += size
        }
    }
}
