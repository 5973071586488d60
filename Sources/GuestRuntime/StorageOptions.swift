// SPDX-License-Identifier: MIT
// Options of a guest's storage, set by the program or by words of its command line (`extra=` of the
// domain; Unikernel's StorageWords).

#if hasFeature(Embedded)
public import BlkfrontVFS
internal import CompactStrings
public import DiskVolume
internal import Guest
internal import Unikernel

/// Options of a guest's storage.
public struct StorageOptions: Sendable {
    /// The disk, as `xvda`, `sda` or `hda`, or by its number; nil for the first one.
    public var disk: String?
    /// Whether a disk with other contents is formatted. A blank disk always is, a volume never.
    public var replacesOthers = false
    /// Whether the disk is opened read-only.
    public var isReadOnly = false
    /// Whether a volatile disk, which promises no durability, is accepted.
    public var allowsVolatile = false
    /// Whether completed writes count as durable on a disk without flush and barrier.
    public var assumesWriteThrough = false
    /// What a commit waits for.
    public var commitMode = CommitMode.durable

    /// The default options.
    public init() {}

    /// Why the options must not be used: the command line has a word that looks mistyped.
    private(set) var fault: String?

    /// Reads the guest's command line. If it has a mistyped storage word, such as `readonly`, no
    /// disk is opened with these options; the error names the word.
    public static var commandLine: StorageOptions {
        var options = StorageOptions()
        do throws(StorageWords.Fault) {
            options.take(try StorageWords(Guest.commandLine))
        } catch {
            options.fault = error.text
        }
        return options
    }

    private mutating func take(_ words: StorageWords) {
        if let name = words.disk { disk = String(bytes: name) }
        replacesOthers = words.formats
        isReadOnly = words.isReadOnly
        allowsVolatile = words.allowsVolatile
        assumesWriteThrough = words.assumesWriteThrough
        if words.commit == .ordered { commitMode = .ordered }
    }
}
#endif
