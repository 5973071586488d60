// SPDX-License-Identifier: MIT
// A disk of the host, for tools and tests: a file or a block device, with direct I/O where the
// filesystem supports it. `write` returns after it has passed the bytes to the system. fdatasync(2)
// ends an epoch, at the next write and not before, because there may be none. No other process can
// open the file as a disk at the same time (flock(2)).
#if !hasFeature(Embedded)
import Glibc

/// A disk in a file or block device of the host.
@safe public final class FileDisk: BlockDevice {
    /// The number of blocks in one system call (256 KiB).
    private static let bounceBlocks = 64

    /// O_DIRECT (Linux, fcntl.h), which Glibc does not export to Swift.
    #if arch(arm64)
    private static let direct: Int32 = 0o200000
    #else
    private static let direct: Int32 = 0o40000
    #endif

    /// Always `flush`, by fdatasync(2).
    public let durability = DurabilityClass.flush
    /// The disk's operations. A flush is a call of fdatasync(2), also between two epochs.
    public private(set) var counters = BlockCounters()
    /// Whether transfers bypass the system's page cache (O_DIRECT).
    public let isDirect: Bool

    private let descriptor: Int32
    private let isReadOnly: Bool
    private let bounce: UnsafeMutableRawBufferPointer
    private var blockCount: UInt64
    /// Whether there are writes after the last fdatasync(2).
    private var isUnflushed = false
    /// Whether the next write begins an epoch.
    private var hasClosedEpoch = false
    private var failure: BlockFault?

    /// Opens a file or block device.
    ///
    /// - Parameters:
    ///   - path: its path.
    ///   - isReadOnly: whether to open it for reading only, without an exclusive lock.
    ///   - isDirect: whether to bypass the page cache where possible.
    /// - Throws: `gone(.system)` with the error number of open(2) or flock(2), EWOULDBLOCK if
    ///   another process has it.
    public init(
        path: String, isReadOnly: Bool = false, isDirect: Bool = true
    ) throws(BlockFault) {
        let flags = (isReadOnly ? O_RDONLY : O_RDWR) | O_CLOEXEC
        // SAFETY: Swift passes the path as a zero-terminated string for the call.
        var descriptor = isDirect ? unsafe open(path, flags | Self.direct) : -1
        self.isDirect = descriptor >= 0
        if descriptor < 0 { descriptor = unsafe open(path, flags) }
        guard descriptor >= 0 else { throw .gone(.system(errno)) }
        self.descriptor = descriptor
        self.isReadOnly = isReadOnly
        unsafe bounce = .allocate(
            byteCount: Self.bounceBlocks * blockSize, alignment: blockSize)
        blockCount = 0
        guard flock(descriptor, (isReadOnly ? LOCK_SH : LOCK_EX) | LOCK_NB) == 0 else {
            throw .gone(.system(errno))
        }
        guard lseek(descriptor, 0, SEEK_END) >= 0 else { throw .gone(.system(errno)) }
        updateSize()
    }

    deinit {
        close(descriptor)
        // SAFETY: nothing else frees it.
        unsafe bounce.deallocate()
    }

    /// Creates a sparse file of zeros.
    ///
    /// - Throws: `gone(.system)`, with EEXIST if the file exists.
    public static func create(path: String, byteCount: UInt64) throws(BlockFault) {
        let descriptor = unsafe open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
        guard descriptor >= 0 else { throw .gone(.system(errno)) }
        defer { close(descriptor) }
        guard let size = off_t(exactly: byteCount), ftruncate(descriptor, size) == 0 else {
            let number = errno
            unsafe unlink(path)
            throw .gone(.system(number))
        }
    }

    /// The geometry, with the current size of the file.
    public var geometry: BlockGeometry {
        updateSize()
        return BlockGeometry(
            blockCount: blockCount, isReadOnly: isReadOnly, physicalSectorSize: 512,
            blocksPerRequest: Self.bounceBlocks)
    }

    private func updateSize() {
        let size = lseek(descriptor, 0, SEEK_END)
        if size >= 0 { blockCount = UInt64(size) / UInt64(blockSize) }
    }

    /// Reads with pread(2), through a buffer of 256 KiB.
    @unsafe public func read(
        from block: UInt64, into buffers: UnsafeBufferPointer<UnsafeMutableRawBufferPointer>
    ) throws(BlockFault) {
        let byteCount = unsafe buffers.reduce(0) { $0 + $1.count }
        var range = try geometry.range(from: block, byteCount: byteCount)
        counters.reads += 1
        for index in buffers.indices {
            var rest = unsafe buffers[index]
            while rest.count > 0 {
                let count = unsafe min(rest.count, bounce.count)
                range.count = count / blockSize
                // SAFETY: `count` is at most the length of either buffer.
                let chunk = unsafe UnsafeMutableRawBufferPointer(rebasing: bounce[..<count])
                try unsafe transfer(range, chunk) { unsafe pread(descriptor, $0, $1, $2) }
                unsafe rest.copyMemory(from: UnsafeRawBufferPointer(chunk))
                unsafe rest = UnsafeMutableRawBufferPointer(rebasing: rest[count...])
                range.start += UInt64(range.count)
                counters.bytesRead += UInt64(count)
                counters.copiedBytes += UInt64(count)
                counters.segments += UInt64(range.count)
            }
        }
    }

    /// Writes with pwrite(2), through that buffer. Calls fdatasync(2) first if the epoch before was
    /// closed with writes in it.
    @unsafe public func write(
        to block: UInt64, from buffers: UnsafeBufferPointer<UnsafeRawBufferPointer>
    ) throws(BlockFault) {
        let byteCount = unsafe buffers.reduce(0) { $0 + $1.count }
        var range = try geometry.range(from: block, byteCount: byteCount)
        guard !isReadOnly else { throw .readOnly }
        if let failure { throw failure }
        if hasClosedEpoch { try synchronize() }
        counters.writes += 1
        for index in buffers.indices {
            var rest = unsafe buffers[index]
            while rest.count > 0 {
                let count = unsafe min(rest.count, bounce.count)
                range.count = count / blockSize
                // SAFETY: as for `read`.
                let chunk = unsafe UnsafeMutableRawBufferPointer(rebasing: bounce[..<count])
                unsafe chunk.copyMemory(from: UnsafeRawBufferPointer(rebasing: rest[..<count]))
                isUnflushed = true
                do throws(BlockFault) {
                    try unsafe transfer(range, chunk) { unsafe pwrite(descriptor, $0, $1, $2) }
                } catch {
                    failure = .writeFailed(range)
                    throw .writeFailed(range)
                }
                unsafe rest = UnsafeRawBufferPointer(rebasing: rest[count...])
                range.start += UInt64(range.count)
                counters.bytesWritten += UInt64(count)
                counters.copiedBytes += UInt64(count)
                counters.segments += UInt64(range.count)
            }
        }
    }

    /// Makes the next write call fdatasync(2) first, if there are writes after the last call.
    public func closeEpoch() throws(BlockFault) {
        if let failure { throw failure }
        hasClosedEpoch = isUnflushed
    }

    /// Calls fdatasync(2), unless the disk was opened for reading only.
    public func flush() throws(BlockFault) {
        if let failure { throw failure }
        if isReadOnly { return }
        try synchronize()
    }

    /// Leaves the blocks as they are. The only fault is `outOfRange`.
    public func discard(_ blocks: BlockRange) throws(BlockFault) {
        _ = try geometry.range(from: blocks.start, count: blocks.count)
    }

    /// Makes the disk usable again after a failed write or fdatasync(2). The system may have
    /// dropped what it could not write, which a later fdatasync(2) does not report. Only reading
    /// the blocks again shows their content.
    public func reset() throws(BlockFault) {
        failure = nil
        hasClosedEpoch = false
        isUnflushed = false
        guard fcntl(descriptor, F_GETFD) >= 0 else { throw .gone(.system(errno)) }
    }

    private func synchronize() throws(BlockFault) {
        counters.flushes += 1
        counters.waits += 1
        guard fdatasync(descriptor) == 0 else {
            failure = .flushFailed
            throw .flushFailed
        }
        isUnflushed = false
        hasClosedEpoch = false
    }

    /// Transfers a chunk, repeating short transfers.
    @unsafe private func transfer(
        _ range: BlockRange, _ chunk: UnsafeMutableRawBufferPointer,
        _ call: (UnsafeMutableRawPointer, Int, off_t) -> Int
    ) throws(BlockFault) {
        var done = 0
        while done < chunk.count {
            // SAFETY: the rest of the chunk is not empty.
            let start = unsafe chunk.baseAddress! + done
            let offset = off_t(range.start) * off_t(blockSize) + off_t(done)
            let count = unsafe call(start, chunk.count - done, offset)
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { throw .readFailed(range) }
            done += count
        }
    }
}
#endif
