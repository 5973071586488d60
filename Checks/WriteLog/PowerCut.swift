// SPDX-License-Identifier: MIT
// What a disk with a cache may hold after its power was cut: all that was flushed, and of what was written since, any
// part of any of it, since nothing says in what order a cache is emptied.
import SeededRandom

/// A disk's bytes, to which a log is applied.
public struct DiskImage {
    /// The bytes.
    public private(set) var bytes: [UInt8]

    /// A disk of these bytes.
    public init(_ bytes: [UInt8]) {
        self.bytes = bytes
    }

    /// Does what the event says; a write that goes beyond the disk is a mistake of the log's reader.
    public mutating func apply(_ event: WriteLog.Event, of log: WriteLog) {
        guard case .write(let disk, let range, _) = event else { return }
        put(range, at: disk, of: log)
    }

    /// Keeps an arbitrary part of a write: nothing, all, or some of its sectors of 512 bytes.
    mutating func applySome(
        of event: WriteLog.Event, of log: WriteLog, _ random: inout SeededRandom
    ) {
        guard case .write(let disk, let range, _) = event else { return }
        switch random.next() % 4 {
        case 0: break
        case 1, 2: put(range, at: disk, of: log)
        default:
            for offset in stride(from: 0, to: range.count, by: 512) where random.next() % 2 == 0 {
                let start = range.lowerBound + offset
                put(start..<start + 512, at: disk + offset, of: log)
            }
        }
    }

    private mutating func put(_ range: Range<Int>, at start: Int, of log: WriteLog) {
        precondition(start + range.count <= bytes.count, "the log is of this disk")
        unsafe bytes.withUnsafeMutableBytes { target in
            unsafe log.withBytes(range) { source in
                // SAFETY: checked above.
                unsafe UnsafeMutableRawBufferPointer(
                    rebasing: target[start..<start + range.count]
                ).copyMemory(from: source)
            }
        }
    }
}

/// A cut after some of a log's events.
public struct PowerCut {
    /// The events up to the last flush: these the disk has.
    public let durable: Range<Int>
    /// The events since: these it may have lost.
    public let open: Range<Int>

    /// The cut after the first `count` events of a log. With `ignoringFlushes` the disk lies: nothing is durable but
    /// what was before the log.
    public init(after count: Int, of log: WriteLog, ignoringFlushes: Bool = false) {
        var end = count
        while end > 0, ignoringFlushes || !log.events[end - 1].isFlush { end -= 1 }
        durable = 0..<end
        open = end..<count
    }

    /// Makes an image from before the log's beginning what the disk holds after the cut.
    public func apply(to image: inout DiskImage, of log: WriteLog, _ random: inout SeededRandom) {
        for event in log.events[durable] { image.apply(event, of: log) }
        leave(on: &image, of: log, &random)
    }

    /// The cut that a seed stands for: half of them at the end of the log, the others anywhere in it.
    public static func random(
        in log: WriteLog, _ random: inout SeededRandom
    ) -> PowerCut {
        let count = log.events.count
        let isAtEnd = random.next() % 2 == 0
        let earlier = Int(random.next() % UInt64(count + 1))
        return PowerCut(after: isAtEnd ? count : earlier, of: log)
    }

    /// The number behind the last of the marks `WORD:NUMBER` before the cut.
    public func number(marked word: String, in log: WriteLog) -> Int64? {
        for event in log.events[..<open.upperBound].reversed() {
            if case .mark(let text) = event, let number = log.number(in: text, after: word) {
                return number
            }
        }
        return nil
    }

    /// The second half, on an image that has what is durable.
    public func leave(on image: inout DiskImage, of log: WriteLog, _ random: inout SeededRandom) {
        for event in log.events[open] {
            if case .write(_, _, isForced: true) = event {
                image.apply(event, of: log)
            } else {
                image.applySome(of: event, of: log, &random)
            }
        }
    }
}

extension WriteLog.Event {
    /// Whether what was written before is durable after it.
    public var isFlush: Bool { self == .flush }
}

extension WriteLog {
    /// The number of a mark `WORD:NUMBER`.
    public func number(in mark: String, after word: String) -> Int64? {
        guard mark.hasPrefix(word + ":") else { return nil }
        return Int64(mark.dropFirst(word.count + 1))
    }
}
