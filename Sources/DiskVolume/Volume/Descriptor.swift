// SPDX-License-Identifier: MIT
// The on-disk descriptor of a database or of a free slot. Documentation/VolumeFormat.md has the
// table.

import BlockIO
import CompactStrings

/// The objects of a database.
enum ObjectKind: Int, CaseIterable {
    case main = 0
    case journal = 1
    case writeAheadLog = 2
    case commitLog = 3
}

/// The descriptor of one database.
struct Descriptor: Equatable {
    /// The maximum number of extents: (4096 - 256) / 12.
    static let extentLimit = 320
    /// The maximum length of a name in bytes.
    static let nameLimit = 128
    /// `MVdb`, as its bytes stand on the disk.
    private static let magic: UInt32 = 0x6264_564d

    var generation: UInt64 = 0
    /// Whether the slot has a database. If not, all following fields are empty.
    var isUsed = false
    var identifier: UInt64 = 0
    var name: [UInt8] = []
    var byteCount: UInt64 = 0
    /// The size of pages with checksums; 0 without checksums.
    var sealedPageSize: UInt32 = 0
    var main = ExtentList()
    var journal = LogRegion()
    var writeAheadLog = LogRegion()
    /// Bytes that pages with checksums reserve: 8, or 32 with a commit log; 0 without checksums.
    var reservedBytes: UInt32 = 0
    var commitLog = CommitRegion()

    /// The extents of the commit log, and its start.
    struct CommitRegion: Equatable {
        var extents = ExtentList()
        /// The first valid sequence, or the next one's number if the log is empty. 0 before there
        /// was a log.
        var start: UInt64 = 0
        /// The half, 0 or 1, that begins with it.
        var startHalf: UInt32 = 0
    }

    /// The extents of a log. Its identifier is drawn with its first block, and is in all its
    /// blocks.
    struct LogRegion: Equatable {
        var identifier: UInt64 = 0
        var extents = ExtentList()
    }

    /// The extents of an object.
    subscript(kind: ObjectKind) -> ExtentList {
        get {
            switch kind {
            case .main: main
            case .journal: journal.extents
            case .writeAheadLog: writeAheadLog.extents
            case .commitLog: commitLog.extents
            }
        }
        set {
            switch kind {
            case .main: main = newValue
            case .journal: journal.extents = newValue
            case .writeAheadLog: writeAheadLog.extents = newValue
            case .commitLog: commitLog.extents = newValue
            }
        }
    }

    /// Extents of all objects.
    var extentCount: Int {
        main.extents.count + journal.extents.extents.count + writeAheadLog.extents.extents.count
            + commitLog.extents.extents.count
    }

    /// The name as text.
    var text: String { String(bytes: name) }

    private enum Offset {
        static let magic = 0
        static let checksum = 4
        static let generation = 8
        static let state = 16
        static let sealedPageSize = 20
        static let identifier = 24
        static let byteCount = 32
        static let regions = 40
        static let extentCounts = 56
        static let nameLength = 62
        static let commitStart = 64
        static let commitHalf = 72
        static let commitExtentCount = 76
        static let reservedBytes = 78

        /// Returns the offset of an object's number of extents.
        static func extentCount(_ kind: ObjectKind) -> Int {
            kind == .commitLog ? commitExtentCount : extentCounts + 2 * kind.rawValue
        }
        static let name = 128
        static let extents = 256
    }

    /// Whether a block looks like a descriptor of an unused slot, as `format` writes it.
    static func isFresh(_ buffer: BlockBuffer, block: Int) -> Bool {
        let start = block * blockSize
        return buffer.load(start + Offset.magic, as: UInt32.self) == magic
            && buffer.load(start + Offset.generation, as: UInt64.self) == 1
            && buffer.load(start + Offset.state, as: UInt32.self) == 0
    }

    /// Decodes the copy in a block of the buffer, or returns nil if it is damaged. The extents are
    /// not validated.
    static func decode(
        _ buffer: BlockBuffer, block: Int, identity: VolumeIdentity, place: UInt64
    ) -> Descriptor? {
        let start = block * blockSize
        guard buffer.load(start + Offset.magic, as: UInt32.self) == magic,
            buffer.checksum(
                block: block, hole: Offset.checksum, identity: identity, place: place)
                == buffer.load(start + Offset.checksum, as: UInt32.self)
        else { return nil }
        var result = Descriptor(generation: buffer.load(start + Offset.generation))
        let state: UInt32 = buffer.load(start + Offset.state)
        guard result.generation < generationLimit, state <= 1 else { return nil }
        guard state == 1 else { return result }
        result.isUsed = true
        result.identifier = buffer.load(start + Offset.identifier)
        result.byteCount = buffer.load(start + Offset.byteCount)
        result.sealedPageSize = buffer.load(start + Offset.sealedPageSize)
        result.journal.identifier = buffer.load(start + Offset.regions)
        result.writeAheadLog.identifier = buffer.load(start + Offset.regions + 8)
        result.commitLog.start = buffer.load(start + Offset.commitStart)
        result.commitLog.startHalf = buffer.load(start + Offset.commitHalf)
        result.reservedBytes = UInt32(
            buffer.load(start + Offset.reservedBytes, as: UInt16.self))
        let nameLength = Int(buffer.load(start + Offset.nameLength, as: UInt16.self))
        guard (1...nameLimit).contains(nameLength) else { return nil }
        for index in 0..<nameLength {
            result.name.append(buffer.load(start + Offset.name + index))
        }
        var index = 0
        for kind in ObjectKind.allCases {
            let count = Int(
                buffer.load(start + Offset.extentCount(kind), as: UInt16.self))
            guard index + count <= extentLimit else { return nil }
            for _ in 0..<count {
                let at = start + Offset.extents + 12 * index
                let blocks: UInt32 = buffer.load(at + 8)
                let extent = Extent(start: buffer.load(at), count: UInt64(blocks))
                guard extent.count > 0, extent.start < generationLimit else { return nil }
                result[kind].append(extent)
                index += 1
            }
        }
        guard isPossible(result) else { return nil }
        return result
    }

    private static func isPossible(_ descriptor: Descriptor) -> Bool {
        descriptor.byteCount < generationLimit
            && (descriptor.byteCount + UInt64(blockSize) - 1) / UInt64(blockSize)
                <= descriptor.main.blockCount
            && (descriptor.sealedPageSize == 0 || isPageSize(descriptor.sealedPageSize))
            && isName(descriptor.name) && isPossible(descriptor.commitLog)
            && (descriptor.commitLog.extents.blockCount == 0 || descriptor.canLogCommits)
            && (descriptor.reservedBytes == 0 || descriptor.sealedPageSize > 0)
    }

    private static func isPossible(_ log: CommitRegion) -> Bool {
        log.start < generationLimit && log.startHalf <= 1
            && log.extents.blockCount <= 2 * CommitLog.halfLimit
    }

    /// Whether pages are whole blocks with room for records of a commit log.
    var canLogCommits: Bool {
        Int(reservedBytes) == CommitRecord.reservedBytes && Int(sealedPageSize) >= blockSize
    }

    /// Whether a database can have this page size.
    static func isPageSize(_ size: UInt32) -> Bool {
        size >= 512 && size <= 65_536 && size & (size - 1) == 0
    }

    /// Whether the bytes are a valid name.
    static func isName(_ bytes: [UInt8]) -> Bool {
        guard (1...nameLimit).contains(bytes.count), !bytes.contains(0) else { return false }
        // Decoding repairs invalid UTF-8, which changes the bytes.
        return String(bytes: bytes).isSame(as: bytes)
    }

    /// Encodes the copy that belongs at `place` into a block of the buffer.
    func encode(_ buffer: BlockBuffer, block: Int, identity: VolumeIdentity, place: UInt64) {
        precondition(extentCount <= Self.extentLimit, "the allocator keeps the limit")
        let start = block * blockSize
        buffer.clear(start..<start + blockSize)
        buffer.store(Self.magic, at: start + Offset.magic)
        buffer.store(generation, at: start + Offset.generation)
        buffer.store(UInt32(isUsed ? 1 : 0), at: start + Offset.state)
        buffer.store(sealedPageSize, at: start + Offset.sealedPageSize)
        buffer.store(identifier, at: start + Offset.identifier)
        buffer.store(byteCount, at: start + Offset.byteCount)
        buffer.store(journal.identifier, at: start + Offset.regions)
        buffer.store(writeAheadLog.identifier, at: start + Offset.regions + 8)
        buffer.store(UInt16(name.count), at: start + Offset.nameLength)
        buffer.store(commitLog.start, at: start + Offset.commitStart)
        buffer.store(commitLog.startHalf, at: start + Offset.commitHalf)
        buffer.store(UInt16(reservedBytes), at: start + Offset.reservedBytes)
        for (index, byte) in name.enumerated() {
            buffer.store(byte, at: start + Offset.name + index)
        }
        var at = start + Offset.extents
        for kind in ObjectKind.allCases {
            let extents = self[kind].extents
            buffer.store(UInt16(extents.count), at: start + Offset.extentCount(kind))
            for extent in extents {
                buffer.store(extent.start, at: at)
                buffer.store(UInt32(extent.count), at: at + 8)
                at += 12
            }
        }
        let sum = buffer.checksum(
            block: block, hole: Offset.checksum, identity: identity, place: place)
        buffer.store(sum, at: start + Offset.checksum)
    }
}
