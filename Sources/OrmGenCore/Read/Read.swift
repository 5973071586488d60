// The first stage: text in, declarations as written out. Nothing is looked up here, so one file's
// result depends on that file alone.
// SPDX-License-Identifier: MIT
import OrmSyntax

/// One source file of the target.
public struct SourceFile: Sendable, Hashable {
    /// As diagnostics print it.
    public var path: String
    /// The whole file.
    public var text: String

    /// A file that has been read from disk, or never was on one.
    public init(path: String, text: String) {
        self.path = path
        self.text = text
    }
}

/// What the files of one target declare, in order of their paths.
public struct Declarations: Sendable, Hashable {
    package var files: [FileDeclarations]
}

/// Reads the files of one target, in any order.
public func read(_ sources: [SourceFile]) -> Declarations {
    Declarations(
        files: sources.sorted { $0.path < $1.path }
            .map { SourceReader.read($0.text, path: $0.path) })
}
