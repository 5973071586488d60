// SPDX-License-Identifier: MIT
// What Linux's dm-log-writes recorded of a disk, in the order in which it became durable: a completed write stands
// before the flush that made it durable, and after the one before. The layout is that of Linux
// drivers/md/dm-log-writes.c (format version 1):
//
//     sector 0   magic, version, number of entries (8 bytes each), size of a sector (4)
//     then, for each entry, a sector with: first sector, number of sectors, flags, length of its text (8 bytes each),
//     the text of a mark; and then the sectors that were written.
//
// A sector is the device's: 512 or 4,096 bytes. All numbers are little-endian.

/// Why a log cannot be read.
public enum WriteLogError: Error, Equatable, CustomStringConvertible {
    /// The system refused, with errno.
    case unreadable(String, Int32)
    /// It does not begin as a log of version 1 does.
    case noLog(String)
    /// An entry, counted from 0, does not fit the file.
    case damaged(String, entry: Int)

    /// The error in words.
    public var description: String {
        switch self {
        case .unreadable(let path, let number): "\(path): system error \(number)"
        case .noLog(let path): "\(path) is no log of dm-log-writes, version 1"
        case .damaged(let path, let entry): "\(path): entry \(entry) is not in the file"
        }
    }
}

/// The log of one disk.
public struct WriteLog {
    /// What happened to the disk.
    public enum Event: Equatable, Sendable {
        /// Bytes of the log became the disk's, from that byte of it on. `isForced` (FUA): durable at once.
        case write(disk: Int, log: Range<Int>, isForced: Bool)
        /// All writes before this became durable.
        case flush
        /// The disk need not keep these bytes.
        case discard(Range<Int>)
        /// Somebody sent `mark TEXT`.
        case mark(String)
    }

    /// The events in order.
    public let events: [Event]
    /// Bytes in a sector.
    public let sectorSize: Int
    private let file: MappedFile

    /// Reads a log.
    ///
    /// - Throws: what is wrong with it.
    public init(_ path: String) throws(WriteLogError) {
        file = try MappedFile(path)
        guard file.count >= 512, file.word(at: 0) == 0x6a73_6677_7368_72, file.word(at: 8) == 1
        else { throw .noLog(path) }
        let sectorSize = Int(truncatingIfNeeded: file.word(at: 24) & 0xffff_ffff)
        guard sectorSize == 512 || sectorSize == 4_096 else { throw .noLog(path) }
        self.sectorSize = sectorSize
        let count = file.word(at: 16)
        var events: [Event] = []
        var offset = sectorSize
        for entry in 0..<Int(clamping: count) {
            guard offset + sectorSize <= file.count,
                let next = Self.read(file, &offset, sectorSize, into: &events)
            else { throw .damaged(path, entry: entry) }
            offset = next
        }
        self.events = events
    }

    /// Reads the entry at an offset; where the next one is, nil when this one is damaged.
    private static func read(
        _ file: MappedFile, _ offset: inout Int, _ sectorSize: Int, into events: inout [Event]
    ) -> Int? {
        let limit = UInt64(Int.max / sectorSize / 4)
        let (sector, sectors) = (file.word(at: offset), file.word(at: offset + 8))
        let (flags, textLength) = (file.word(at: offset + 16), file.word(at: offset + 24))
        guard sector < limit, sectors < limit else { return nil }
        let disk = Int(sector) * sectorSize
        let size = Int(sectors) * sectorSize
        let data = offset + sectorSize
        if flags & Flags.flush != 0 { events.append(.flush) }
        if flags & Flags.mark != 0 {
            guard textLength <= UInt64(sectorSize - 32) else { return nil }
            let start = offset + 32
            let text = unsafe file.withBytes(start..<(start + Int(textLength))) {
                unsafe String(decoding: $0, as: UTF8.self)
            }
            events.append(.mark(text))
            return data
        }
        if flags & Flags.discard != 0 {
            events.append(.discard(disk..<(disk + size)))
            return data
        }
        guard size > 0 else { return data }
        guard data + size <= file.count else { return nil }
        events.append(
            .write(disk: disk, log: data..<(data + size), isForced: flags & Flags.forced != 0))
        return data + size
    }

    private enum Flags {
        static let flush: UInt64 = 1
        static let forced: UInt64 = 2
        static let discard: UInt64 = 4
        static let mark: UInt64 = 8
    }

    /// The bytes of a write, or of a part of it.
    public func withBytes<Result>(
        _ range: Range<Int>, _ body: (UnsafeRawBufferPointer) -> Result
    ) -> Result {
        unsafe file.withBytes(range, body)
    }
}
