// SPDX-License-Identifier: MIT
// A setting as text, so that a trace can be asked for by a line: the seed, and what is not as the seed has it.

extension Setting {
    /// Takes one choice, as `mode=wal`; false when there is no such choice.
    mutating func choose(_ name: Substring, _ value: Substring) -> Bool {
        switch name {
        case "disk": return set(DiskKind(rawValue: String(value)), &disk)
        case "mode": return set(JournalMode(rawValue: String(value)), &mode)
        case "durability": return set(CommitWait(rawValue: String(value)), &durability)
        case "stores": return set(Int(value), &storeCount)
        case "blocks": return set(Int(value), &blockCount)
        case "operations": return set(Int(value), &operationCount)
        case "cache": return set(Int(value), &cachePages)
        case "pages": return set(SharedPages(rawValue: String(value)), &pages)
        case "memory": return set(Int(value), &memoryBlocks)
        case "checkpoint": return set(Int(value), &checkpointPages)
        case "vacuum": return set(Int(value), &autoVacuum)
        case "shrinking": return set(Int(value).map { $0 != 0 }, &isShrinking)
        case "moves": return set(Int(value).map { $0 != 0 }, &moves)
        case "only":
            only = value.split(separator: ",").compactMap { Int($0) }
            return true
        default: return false
        }
    }

    private func set<Value>(_ new: Value?, _ target: inout Value) -> Bool {
        guard let new else { return false }
        target = new
        return true
    }

    /// The choices in words, all of them.
    var text: String {
        var words = ["seed=\(seed)", "disk=\(disk.rawValue)", "mode=\(mode.rawValue)"]
        words.append("durability=\(durability.rawValue)")
        words.append("stores=\(storeCount) blocks=\(blockCount) operations=\(operationCount)")
        words.append("cache=\(cachePages) checkpoint=\(checkpointPages) vacuum=\(autoVacuum)")
        words.append("memory=\(memoryBlocks) pages=\(pages.rawValue)")
        words.append("shrinking=\(isShrinking ? 1 : 0) moves=\(moves ? 1 : 0)")
        if let only { words.append("only=" + only.map(String.init).joined(separator: ",")) }
        return words.joined(separator: " ")
    }
}
