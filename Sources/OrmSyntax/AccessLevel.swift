// SPDX-License-Identifier: MIT

/// Who may see a declaration. Narrower levels (`private`, `fileprivate`) cannot be generated for.
public enum AccessLevel: String, Sendable, Hashable {
    /// Seen in its own module: `internal`, or no modifier.
    case `internal`
    /// Seen in the modules of its package.
    case package
    /// Seen in every module that imports its own.
    case `public`
}

extension AccessLevel: Comparable {
    /// Narrower comes first.
    public static func < (left: AccessLevel, right: AccessLevel) -> Bool {
        left.width < right.width
    }

    private var width: Int {
        switch self {
        case .internal: 0
        case .package: 1
        case .public: 2
        }
    }
}
