// SPDX-License-Identifier: MIT
// Checks a mounted volume: both copies of superblock and descriptors, all blocks of all logs, and
// the checksums of all pages. It does not repeat the checks of the mount (extents, names, numbers).
// It writes nothing.

import BlockIO

extension Volume {
    /// Checks the volume. No database may be open.
    ///
    /// - Parameter progress: called with the number of blocks checked, and their total.
    /// - Returns: the findings; empty if there are none.
    /// - Throws: `disk` if the disk cannot be read at all, `alreadyOpen`, or `poisoned`.
    public func check(
        progress: (_ done: UInt64, _ total: UInt64) -> Void = { _, _ in }
    ) throws(VolumeError) -> [Finding] {
        var findings: [Finding] = []
        if superblockHadDamagedCopy {
            findings.append(
                Finding(
                    isDamage: false,
                    Damage("one copy of the superblock is unreadable", block: 0)))
        }
        let used = databaseEntries.filter { $0.descriptor.isUsed }
        let total = used.reduce(UInt64(0)) {
            $0 + MainFile.blocks($1.descriptor.byteCount) + $1.descriptor.journal.extents.blockCount
                + $1.descriptor.writeAheadLog.extents.blockCount
                + $1.descriptor.commitLog.extents.blockCount
        }
        for entry in databaseEntries where entry.hadDamagedCopy {
            findings.append(
                Finding(
                    isDamage: false,
                    Damage(
                        "one copy of a descriptor is unreadable, as after a power cut",
                        block: entry.block(ofCopy: 1 - entry.newestCopy),
                        database: entry.descriptor.isUsed ? entry.descriptor.text : nil)))
        }
        var done: UInt64 = 0
        for entry in used {
            guard !entry.isOpen else { throw .alreadyOpen(entry.descriptor.text) }
            var logs: [AppendLog] = []
            for kind in [ObjectKind.journal, .writeAheadLog] {
                do throws(VolumeError) {
                    logs.append(try AppendLog(self, entry, kind))
                } catch {
                    findings.append(try finding(error, entry))
                }
                done += entry.descriptor[kind].blockCount
                progress(done, total)
            }
            done += entry.descriptor.commitLog.extents.blockCount
            let pages = PageCheck(self, entry, logs)
            findings += try pages.run { progress(done + $0, total) }
            done += MainFile.blocks(entry.descriptor.byteCount)
        }
        return findings
    }

    /// Converts damage and unreadable blocks to findings, and rethrows all other errors.
    func finding(_ error: VolumeError, _ entry: DatabaseEntry) throws(VolumeError) -> Finding {
        switch error {
        case .corrupt(let damage): return Finding(isDamage: true, damage)
        case .disk(.readFailed(let range)):
            return Finding(
                isDamage: true,
                Damage(
                    "the disk cannot read the block", block: range.start,
                    database: entry.descriptor.text))
        default: throw error
        }
    }
}
