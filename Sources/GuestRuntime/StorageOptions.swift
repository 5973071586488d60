// SPDX-License-Identifier: MIT
// How a guest's storage is set up: by the program, or by the words of its command line (`extra=` of the domain), which are
// Unikernel's StorageWords.

#if hasFeature(Embedded)
public import BlkfrontVFS
internal import Guest
internal import Unikernel

/// How a guest's storage is set up.
public struct StorageOptions: Sendable {
    /// The disk, as `xvda`, `sda` or `hda`, or by its number; nil for the first one.
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

    /// Why these options must not be used: what the command line says cannot be meant so.
    private(set) var fault: String?

    /// What the guest's command line says. If it has a word that could be meant for storage and is none, such as
    /// `readonly`, then no disk is opened with these options: the error has the word.
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
        if let name = words.disk { disk = String(decoding: name, as: UTF8.self) }
        replacesOthers = words.formats
        isReadOnly = words.isReadOnly
        allowsVolatile = words.allowsVolatile
        assumesWriteThrough = words.assumesWriteThrough
        if words.commit == .ordered { commitMode = .ordered }
    }
}
#endif
