// SPDX-License-Identifier: MIT
// Checks the pages of a main file with checksums, as stated by the descriptor or by page 1
// (SQLite's file format 1.3: page size at byte 16, reserved bytes at byte 20).

import BlockIO

/// A check of one database's pages.
struct PageCheck {
    /// The number of findings of a database, at most; one more says that there may be others.
    private static let limit = 100

    private let volume: Volume
    private let databaseEntry: DatabaseEntry
    /// The journal and the write-ahead log, if both can be read.
    private let logs: [AppendLog]

    init(_ volume: Volume, _ databaseEntry: DatabaseEntry, _ logs: [AppendLog]) {
        self.volume = volume
        self.databaseEntry = databaseEntry
        self.logs = logs
    }

    /// Checks all pages.
    func run(_ progress: (UInt64) -> Void) throws(VolumeError) -> [Finding] {
        let contents: DatabaseContents
        do throws(VolumeError) { contents = try DatabaseContents(volume, databaseEntry) } catch {
            return [try volume.finding(error, databaseEntry)]
        }
        let size = contents.byteCount
        guard size >= 512 else { return [] }
        let chunk = BlockBuffer(blocks: 16)
        var findings: [Finding] = []
        var pageSize = Int(databaseEntry.descriptor.sealedPageSize)
        var pending: PendingPages?
        var offset: UInt64 = 0
        while offset < size, findings.count < Self.limit {
            let count = min(UInt64(16 * blockSize), size - offset)
            do throws(VolumeError) {
                // SAFETY: the buffer lives during the loop.
                _ = try unsafe contents.read(at: offset, into: chunk.slice(0..<Int(count)))
                if offset == 0, pageSize == 0 { pageSize = Self.sealedPageSize(chunk) }
                guard pageSize > 0 else { return [] }
                if pending == nil { pending = try pendingPages(pageSize) }
                check(chunk, Int(count), offset, pageSize, pending ?? .all, &findings)
            } catch {
                findings.append(try volume.finding(error, databaseEntry))
            }
            offset += count
            progress(MainFile.blocks(offset))
        }
        if findings.count >= Self.limit {
            findings.append(
                finding(
                    "and perhaps more pages; the check of this database ends", offset,
                    isDamage: findings.contains { $0.isDamage }))
        }
        return findings
    }

    private func check(
        _ chunk: BlockBuffer, _ count: Int, _ offset: UInt64, _ pageSize: Int,
        _ pending: PendingPages, _ findings: inout [Finding]
    ) {
        for start in stride(from: 0, to: count - pageSize + 1, by: pageSize) {
            let number = (offset + UInt64(start)) / UInt64(pageSize) + 1
            guard let number = UInt32(exactly: number) else { continue }
            // SAFETY: the buffer lives during the call.
            let page = unsafe UnsafeRawBufferPointer(chunk.slice(start..<start + pageSize))
            if unsafe !PageChecksum.verify(
                page, database: databaseEntry.descriptor.identifier, number: number)
            {
                findings.append(
                    finding(
                        "the page here is not what was written", offset + UInt64(start),
                        isDamage: !pending.contains(number)))
            }
        }
    }

    private func pendingPages(_ pageSize: Int) throws(VolumeError) -> PendingPages {
        guard logs.count == 2 else { return .all }
        return try .of(journal: logs[0], writeAheadLog: logs[1], pageSize: pageSize)
    }

    private func finding(_ text: StaticText, _ offset: UInt64, isDamage: Bool) -> Finding {
        let block = databaseEntry.descriptor.main.locate(offset / UInt64(blockSize))?.start ?? 0
        return Finding(
            isDamage: isDamage, Damage(text, block: block, database: databaseEntry.descriptor.text))
    }

    /// Returns the size of checksummed pages by page 1, or 0 without checksums.
    private static func sealedPageSize(_ chunk: BlockBuffer) -> Int {
        let high: UInt8 = chunk.load(16)
        let low: UInt8 = chunk.load(17)
        let reserved: UInt8 = chunk.load(20)
        let raw = UInt32(high) << 8 | UInt32(low)
        let size = raw == 1 ? 65_536 : raw
        guard PageChecksum.fits(reservedBytes: Int(reserved)), Descriptor.isPageSize(size) else {
            return 0
        }
        return Int(size)
    }
}
