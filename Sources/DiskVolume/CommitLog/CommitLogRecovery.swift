// SPDX-License-Identifier: MIT
// Recovers a commit log from its records alone. Recovery starts where the descriptor says and
// follows the records by sequence, each naming the checksum of its predecessor, through one half
// and then the other. Complete batches count. An incomplete batch was torn; the next mount
// overwrote it or continued in the other half. A later record that was written when a missing one
// was in a closed epoch proves damage.

import BlockIO

/// The recovered state of a commit log.
struct CommitLogRecovery {
    /// The newest versions of the pages.
    var pages = CommitLogIndex()
    /// The sequence of the next record.
    var next: UInt64
    /// The checksum of the last valid record.
    var previous: UInt32 = 0
    /// The half that the next record goes to, and its number of records.
    var half: Int
    var used = 0
    /// The sequence of that half's first record.
    var first: UInt64
    /// Whether the other half has valid records.
    var usesBoth = false
    /// Records with the next sequence, whole or torn, left of a batch that a power cut tore.
    var stale: [Int] = []
    /// The highest page.
    var largest: UInt32 = 0

    /// The sequence to be found next.
    private var missing: UInt64
    private let start: UInt64
    /// The batch being followed, the `remaining` field of its last record, and that record's
    /// checksum.
    private var batch: [CommitLogIndex.Entry] = []
    private let retained: RetainedPages
    private var remaining: UInt32 = 0
    private var checksum: UInt32 = 0

    /// Recovers the log.
    ///
    /// - Parameter retained: memory for the pages, as far as it goes.
    init(_ reader: CommitLogReader, _ retained: RetainedPages) throws(VolumeError) {
        self.retained = retained
        let region = reader.databaseEntry.descriptor.commitLog
        start = max(region.start, 1)
        next = start
        first = start
        missing = start
        half = Int(region.startHalf)
        guard reader.half > 0 else { return }
        try follow(reader)
        abandonBatch()
        if used > 0 {
            let before = (half, used, first)
            (half, used, first) = (1 - half, 0, next)
            try follow(reader)
            abandonBatch()
            usesBoth = used > 0
            if !usesBoth { (half, used, first) = before }
        }
        try lookForLoss(reader)
        for (half, index) in [(half, used), (1 - half, 0)] where index < reader.half {
            _ = try reader.fill(half, index)
            if reader.sequence(0) == next { stale.append(half * reader.half + index) }
        }
    }

    /// Follows the consecutive records of a half.
    private mutating func follow(_ reader: CommitLogReader) throws(VolumeError) {
        var index = 0
        while index < reader.half {
            let count = try reader.fill(half, index)
            for offset in 0..<count {
                guard let record = reader.record(offset), fits(record) else { return }
                let number = half * reader.half + index + offset
                try wantRoom(for: record, number, reader)
                let pageIndex = retained.take()
                // SAFETY: both are a page's memory.
                if let pageIndex { unsafe reader.copy(offset, to: retained.memory(pageIndex)) }
                batch.append(
                    CommitLogIndex.Entry(
                        page: record.page, record: UInt32(number), pageIndex: pageIndex))
                remaining = record.remaining
                checksum = record.checksum
                missing += 1
                if record.remaining == 0 { finishBatch() }
            }
            index += count
        }
    }

    private func fits(_ record: CommitRecord) -> Bool {
        guard record.sequence == missing else { return false }
        // The record with which the log restarted names a predecessor that is gone.
        if missing > start, record.previous != checksum {
            return false
        }
        return batch.isEmpty || record.remaining &+ 1 == remaining
    }

    /// Throws if the main file cannot have the record's page. Its blocks are on the disk before its
    /// record is.
    private func wantRoom(
        for record: CommitRecord, _ number: Int, _ reader: CommitLogReader
    ) throws(VolumeError) {
        let end = UInt64(record.page) * UInt64(reader.blocksPerPage)
        guard end > reader.volume.blockCount else { return }
        throw .corrupt(
            Damage(
                "a record of the commit log is of a page that the disk has no room for",
                block: reader.place(ofRecord: number).start,
                database: reader.databaseEntry.descriptor.text))
    }

    /// Discards an incomplete batch.
    private mutating func abandonBatch() {
        for entry in batch { retained.release(entry.pageIndex) }
        batch.removeAll(keepingCapacity: true)
        missing = next
        checksum = previous
    }

    private mutating func finishBatch() {
        for entry in batch {
            retained.release(pages.insert(entry))
            largest = max(largest, entry.page)
        }
        used += batch.count
        next = missing
        previous = checksum
        batch.removeAll(keepingCapacity: true)
    }

    /// Throws if a record of the region proves that the missing one was in a closed epoch. A batch
    /// has all of its records, or none.
    private func lookForLoss(_ reader: CommitLogReader) throws(VolumeError) {
        try reader.forEach { (offset, number) throws(VolumeError) in
            guard reader.sequence(offset) > missing, let record = reader.record(offset),
                record.sequence - UInt64(record.unclosed) > missing
            else { return }
            throw .corrupt(
                Damage(
                    "a record of the commit log before this one is lost",
                    block: reader.place(ofRecord: number).start,
                    database: reader.databaseEntry.descriptor.text))
        }
    }
}
