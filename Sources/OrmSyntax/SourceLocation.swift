// SPDX-License-Identifier: MIT
// Source locations in the compilers' form.

/// A location in a source file. Line and column count from 1; columns count UTF-8 bytes, as swiftc
/// does.
public struct SourceLocation: Sendable, Hashable, CustomStringConvertible {
    /// The file's path as given to the reader; empty in a macro, which has no path.
    public var file: String
    /// The line, from 1.
    public var line: Int
    /// The column in bytes, from 1.
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
    /// Orders by file, line, then column, as issues are printed.
    public static func < (left: SourceLocation, right: SourceLocation) -> Bool {
        (left.file, left.line, left.column) < (right.file, right.line, right.column)
    }
}
