// SPDX-License-Identifier: MIT
// A file's bytes, mapped, so that a log of any size costs no memory of ours.
import Glibc

/// A file or block device of the host that was opened for reading.
@safe public final class MappedFile {
    private let bytes: UnsafeRawBufferPointer

    /// Maps all of a file; nothing may make it shorter meanwhile.
    ///
    /// - Throws: ``WriteLogError/unreadable(_:_:)`` with errno.
    public init(_ path: String) throws(WriteLogError) {
        // SAFETY: a path is a string of Swift's, which ends in a zero for the call.
        let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw .unreadable(path, errno) }
        defer { _ = close(descriptor) }
        let size = Int(lseek(descriptor, 0, SEEK_END))
        guard size >= 0 else { throw .unreadable(path, errno) }
        guard size > 0 else {
            unsafe bytes = UnsafeRawBufferPointer(start: nil, count: 0)
            return
        }
        // SAFETY: the system chooses a free place.
        let start = unsafe mmap(nil, size, PROT_READ, MAP_PRIVATE, descriptor, 0)
        guard unsafe start != MAP_FAILED else { throw .unreadable(path, errno) }
        unsafe bytes = UnsafeRawBufferPointer(start: start, count: size)
    }

    deinit {
        // SAFETY: what was mapped; nothing points there any more, since bytes leave here only inside of `withBytes`.
        _ = unsafe munmap(
            UnsafeMutableRawPointer(mutating: bytes.baseAddress), bytes.count)
    }

    /// Bytes in the file.
    public var count: Int { unsafe bytes.count }

    /// A number, little-endian.
    public func word(at offset: Int) -> UInt64 {
        precondition(offset >= 0 && offset + 8 <= count, "a word is in the file")
        // SAFETY: checked above.
        return unsafe UInt64(
            littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
    }

    /// Some of the bytes.
    public func withBytes<Result>(
        _ range: Range<Int>, _ body: (UnsafeRawBufferPointer) -> Result
    ) -> Result {
        precondition(range.lowerBound >= 0 && range.upperBound <= count, "bytes are in the file")
        // SAFETY: checked above.
        return unsafe body(UnsafeRawBufferPointer(rebasing: bytes[range]))
    }
}
