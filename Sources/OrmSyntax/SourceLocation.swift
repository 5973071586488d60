// SPDX-License-Identifier: MIT
// Where something stands in the source, in the form compilers print.

/// A place in a source file. Line and column count from 1; columns count UTF-8 bytes, as swiftc
/// does.
public struct SourceLocation: Sendable, Hashable, CustomStringConvertible {
    /// The file's path as the reader was given it; empty in a macro, which is not told.
    public var file: String
    /// The line, from 1.
    public var line: Int
    /// The byte of the line at which it begins, from 1.
    public var column: Int

    /// Creates a location from its three parts.
    public init(file: String, line: Int, column: Int) {
        self.file = file
        self.line = line
        self.column = column
    }

    /// `file:line:column`, as compilers print it.
    public var description: String { "\(file):\(line):\(column)" }
}

extension SourceLocation: Comparable {
    /// By file, then line, then column: the order in which issues are printed.
    public static func < (left: SourceLocation, right: SourceLocation) -> Bool {
        (left.file, left.line, left.column) < (right.file, right.line, right.column)
    }
}
