// SPDX-License-Identifier: MIT
// What the operator says about a guest's storage, as words of its command line (`extra=` of the domain). Words that
// mean nothing here belong to the program.
//
//     disk=xvdb             the disk, by name or number; without it the first one
//     format                a disk that holds something else becomes a volume; a volume stays as it is
//     read-only             nothing is written
//     volatile-ok           a disk that promises no durability is good enough
//     assume-write-through  what a disk without flush and barrier has written is durable
//     commit=ordered        commits do not wait for the disk; a power cut may take the last ones

#if hasFeature(Embedded)
public import BlkfrontVFS
internal import Guest

/// How a guest's storage is set up.
public struct StorageOptions: Sendable {
    /// The disk, as `xvda` or by its number; nil for the first one.
    public var disk: String?
    /// Whether a disk that holds something else is formatted. A blank one always is, a volume never.
    public var replacesOthers = false
    /// Whether nothing is written.
    public var isReadOnly = false
    /// Whether a disk may be used that promises no durability.
    public var allowsVolatile = false
    /// Whether a disk without flush and barrier is trusted to have on it what it says it has written.
    public var assumesWriteThrough = false
    /// What a commit waits for.
    public var commitMode = CommitMode.durable

    /// The usual choices.
    public init() {}

    /// What the guest's command line says.
    public static var commandLine: StorageOptions { StorageOptions(words: Guest.commandLine) }

    /// Reads words that are separated by spaces.
    init(words: String) {
        for word in words.utf8.split(separator: UInt8(ascii: " ")) {
            switch word {
            case "format": replacesOthers = true
            case "read-only": isReadOnly = true
            case "volatile-ok": allowsVolatile = true
            case "assume-write-through": assumesWriteThrough = true
            case "commit=ordered": commitMode = .ordered
            case "commit=durable": commitMode = .durable
            default: readDisk(word)
            }
        }
    }

    private mutating func readDisk(_ word: Substring.UTF8View) {
        let key: StaticString = "disk="
        let count = key.utf8CodeUnitCount
        if key ~= word.prefix(count) { disk = String(Substring(word.dropFirst(count))) }
    }
}

/// Compares bytes, which needs none of Unicode's tables.
private func ~= (text: StaticString, word: Substring.UTF8View) -> Bool {
    text.withUTF8Buffer { text in
        // SAFETY: a literal's bytes never move or go away.
        unsafe word.elementsEqual(text)
    }
}
#endif
